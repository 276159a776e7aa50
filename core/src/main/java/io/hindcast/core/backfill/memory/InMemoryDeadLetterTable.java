package io.hindcast.core.backfill.memory;

import io.hindcast.core.deadletter.DeadLetterTable;
import io.hindcast.core.deadletter.PutAside;
import io.hindcast.core.deadletter.PutAside.Kept;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Messages that were put aside. */
final class InMemoryDeadLetterTable implements DeadLetterTable {
  private final Rows<Long, Kept> rows;

  InMemoryDeadLetterTable(Tables tables) {
    this.rows = tables.deadLetters;
  }

  @Override
  public void save(PutAside letter, Instant seenAt, int keptMax) {
    List<Kept> all = List.copyOf(rows.values());
    if (all.stream().noneMatch(kept -> kept.letter().eventId().equals(letter.eventId()))) {
      long number = all.stream().mapToLong(Kept::number).max().orElse(0) + 1;
      rows.put(number, new Kept(number, letter, seenAt, null));
      all.stream().map(Kept::number).filter(old -> old <= number - keptMax).forEach(rows::remove);
    }
  }

  @Override
  public List<Kept> list(Filter filter) {
    return rows.values().stream()
        .filter(kept -> filter.topic() == null || topic(kept).equals(filter.topic()))
        .filter(kept -> filter.code() == null || code(kept).equals(filter.code()))
        .filter(kept -> filter.before() == null || kept.number() < filter.before())
        .sorted(Comparator.comparingLong(Kept::number).reversed())
        .limit(filter.limit())
        .toList();
  }

  @Override
  public Optional<Kept> find(long number) {
    return rows.find(number);
  }

  @Override
  public void replayed(long number, Instant at) {
    rows.find(number)
        .ifPresent(kept -> rows.put(number, new Kept(number, kept.letter(), kept.seenAt(), at)));
  }

  @Override
  public List<Count> counts(Instant since, int limit) {
    Map<List<String>, Long> counted =
        rows.values().stream()
            .filter(kept -> !kept.seenAt().isBefore(since))
            .collect(
                Collectors.groupingBy(
                    kept -> List.of(topic(kept), code(kept)), Collectors.counting()));
    return counted.entrySet().stream()
        .map(entry -> new Count(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
        .sorted(
            Comparator.comparingLong(Count::letters)
                .reversed()
                .thenComparing(Count::topic)
                .thenComparing(Count::code))
        .limit(limit)
        .toList();
  }

  @Override
  public void forgetBefore(Instant instant) {
    List<Long> old =
        rows.values().stream()
            .filter(kept -> kept.seenAt().isBefore(instant))
            .map(Kept::number)
            .toList();
    old.forEach(rows::remove);
  }

  private static String topic(Kept kept) {
    return kept.letter().origin().topic();
  }

  private static String code(Kept kept) {
    return kept.letter().reason().code();
  }
}
