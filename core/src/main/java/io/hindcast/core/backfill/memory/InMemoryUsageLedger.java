package io.hindcast.core.backfill.memory;

import io.hindcast.core.pace.MinuteUsage;
import io.hindcast.core.pace.Usage;
import io.hindcast.core.pace.UsageLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one backfill has used up. */
final class InMemoryUsageLedger implements UsageLedger {
  private static final Duration MINUTES_KEPT = Duration.ofHours(2);

  private final Rows<UUID, PaceRow> paces;
  private final UUID id;

  InMemoryUsageLedger(Rows<UUID, PaceRow> paces, UUID id) {
    this.paces = paces;
    this.id = id;
  }

  /** Minutes to which nothing is added any more. */
  record Settled(@Nullable Instant until, Usage total, List<MinuteUsage> minutes) {
    static final Settled NOTHING = new Settled(null, Usage.NONE, List.of());
  }

  @Override
  public Optional<Instant> settledUntil() {
    return Optional.ofNullable(now().until());
  }

  @Override
  public Usage settled() {
    return now().total();
  }

  @Override
  public Usage settledSince(Instant instant) {
    return sum(now().minutes().stream().filter(each -> !each.minute().isBefore(instant)));
  }

  @Override
  public void settle(Collection<MinuteUsage> minutes, Instant until) {
    Settled before = now();
    List<MinuteUsage> kept =
        Stream.concat(before.minutes().stream(), minutes.stream())
            .filter(each -> !each.minute().isBefore(until.minus(MINUTES_KEPT)))
            .toList();
    Settled after = new Settled(until, before.total().plus(sum(minutes.stream())), kept);
    paces.find(id).ifPresent(row -> paces.put(id, row.with(after)));
  }

  private Settled now() {
    return paces.find(id).map(PaceRow::settled).orElse(Settled.NOTHING);
  }

  private static Usage sum(Stream<MinuteUsage> minutes) {
    return minutes.map(MinuteUsage::usage).reduce(Usage.NONE, Usage::plus);
  }
}
