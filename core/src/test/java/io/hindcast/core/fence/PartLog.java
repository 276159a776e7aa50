package io.hindcast.core.fence;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A small model of a MergeTree table: blocks and mutations are numbered by one counter, merges join
 * neighbours of the same mutation, and a mutation reaches the parts of its table one by one.
 */
final class PartLog {
  static final TableName TABLE = new TableName("shop", "events");

  /** Hours in one partition. */
  static final int HOURS = 24;

  private final List<Part> parts = new ArrayList<>();
  private final List<Mutation> mutations = new ArrayList<>();
  private long counter;
  private long nextRow;

  /** A row; its version counts the mutations that changed it. */
  record Row(long id, long hour, int version) {}

  /** A part and the mutations that it has seen. */
  private record Part(long partition, long min, long max, long mutation, List<Row> rows) {
    boolean seen(Mutation change) {
      return change.number() <= Math.max(mutation, min);
    }

    Part rewritten(Mutation change) {
      return new Part(
          partition,
          min,
          max,
          change.number(),
          rows.stream().flatMap(row -> change.apply(row)).toList());
    }
  }

  /** Deletes or updates the rows of some hours. */
  private record Mutation(long number, long fromHour, long toHour, boolean deletes) {
    Stream<Row> apply(Row row) {
      if (row.hour() < fromHour || row.hour() >= toHour) {
        return Stream.of(row);
      }
      return deletes ? Stream.of() : Stream.of(new Row(row.id(), row.hour(), row.version() + 1));
    }
  }

  /** One part with a row in each of the hours, which lie in one partition. */
  void insert(long fromHour, int hours) {
    long partition = Math.floorDiv(fromHour, HOURS);
    long end = Math.min(fromHour + hours, (partition + 1) * HOURS);
    long block = ++counter;
    List<Row> rows =
        LongStream.range(fromHour, end).mapToObj(hour -> new Row(nextRow++, hour, 0)).toList();
    parts.add(new Part(partition, block, block, 0, rows));
  }

  void mutate(long fromHour, int hours, boolean deletes) {
    mutations.add(new Mutation(++counter, fromHour, fromHour + hours, deletes));
  }

  /** Lets the oldest unseen mutation reach one part. */
  void reach(int index) {
    List<Part> behind = parts.stream().filter(part -> unseen(part).isPresent()).toList();
    if (!behind.isEmpty()) {
      Part part = behind.get(index % behind.size());
      parts.remove(part);
      parts.add(part.rewritten(unseen(part).orElseThrow()));
    }
  }

  /** Merges a part with its next neighbour if no mutation stands between them. */
  void merge(int index) {
    List<Part> ordered = parts.stream().sorted(Comparator.comparingLong(Part::min)).toList();
    if (ordered.isEmpty()) {
      return;
    }
    Part left = ordered.get(index % ordered.size());
    ordered.stream()
        .filter(part -> part.partition() == left.partition() && part.min() > left.max())
        .findFirst()
        .filter(right -> unseen(left).equals(unseen(right)))
        .ifPresent(right -> merge(left, right));
  }

  private void merge(Part left, Part right) {
    parts.removeAll(List.of(left, right));
    List<Row> rows = Stream.concat(left.rows().stream(), right.rows().stream()).toList();
    long mutation = Math.max(left.mutation(), right.mutation());
    parts.add(new Part(left.partition(), left.min(), right.max(), mutation, rows));
  }

  void dropPart(int index) {
    if (!parts.isEmpty()) {
      parts.remove(index % parts.size());
    }
  }

  void dropPartition(long hour) {
    parts.removeIf(part -> part.partition() == Math.floorDiv(hour, HOURS));
  }

  Set<Row> rowsIn(TimeRange range) {
    Set<Row> rows = new HashSet<>();
    parts.forEach(part -> rows.addAll(part.rows()));
    rows.removeIf(row -> !range.contains(instant(row.hour())));
    return rows;
  }

  List<SourcePart> active() {
    return parts.stream()
        .filter(part -> !part.rows().isEmpty())
        .map(PartLog::sourcePart)
        .collect(Collectors.toList());
  }

  static Instant instant(long hour) {
    return Instant.EPOCH.plusSeconds(3600 * hour);
  }

  static TimeRange hours(long from, long to) {
    return new TimeRange(instant(from), instant(to));
  }

  private Optional<Mutation> unseen(Part part) {
    return mutations.stream().filter(mutation -> !part.seen(mutation)).findFirst();
  }

  private static SourcePart sourcePart(Part part) {
    long first = part.rows().stream().mapToLong(Row::hour).min().orElseThrow();
    long last = part.rows().stream().mapToLong(Row::hour).max().orElseThrow();
    return new SourcePart(
        TABLE,
        "p" + part.partition(),
        part.min(),
        part.max(),
        part.mutation() == 0 ? part.min() : part.mutation(),
        part.rows().size(),
        new TimeRange(instant(first), instant(last).plusMillis(1)));
  }
}
