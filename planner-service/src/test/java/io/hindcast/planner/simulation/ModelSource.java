package io.hindcast.planner.simulation;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The source: rows of a few days in parts of one partition, which are added to and merged. */
final class ModelSource {
  static final TableName NAME = new TableName("shop", "raw");
  static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  static final String PARTITION = "200101";

  /** Rows are of these days, from 0. */
  final int days;

  private final List<Part> parts = new ArrayList<>();
  private long block;
  private long rows;

  ModelSource(int days) {
    this.days = days;
  }

  /** A row, numbered in the order of arrival, and its day from 0. */
  record Row(long number, int day) {}

  private record Part(long minBlock, long maxBlock, List<Row> rows) {}

  /** A row of the day arrives, as a part of its own. */
  void add(int day) {
    block++;
    parts.add(new Part(block, block, List.of(new Row(++rows, day))));
  }

  /** Two neighbouring parts become one. */
  void merge(Chance chance) {
    if (parts.size() > 1) {
      int first = chance.below(parts.size() - 1);
      Part left = parts.get(first);
      Part right = parts.remove(first + 1);
      List<Row> all = new ArrayList<>(left.rows());
      all.addAll(right.rows());
      parts.set(first, new Part(left.minBlock(), right.maxBlock(), List.copyOf(all)));
    }
  }

  /** How many rows have arrived so far. */
  long arrived() {
    return rows;
  }

  List<SourcePart> parts() {
    return parts.stream().map(ModelSource::described).toList();
  }

  List<Row> all() {
    return parts.stream().flatMap(part -> part.rows().stream()).toList();
  }

  /** What a statement reads now. */
  List<Row> rows(TimeRange range) {
    return all().stream().filter(row -> range.contains(day(row.day()))).toList();
  }

  /** The smallest range that all rows are in. */
  TimeRange span() {
    return parts.stream().map(ModelSource::span).reduce(TimeRange::span).orElseThrow();
  }

  static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private static SourcePart described(Part part) {
    return new SourcePart(
        NAME,
        PARTITION,
        part.minBlock(),
        part.maxBlock(),
        part.minBlock(),
        part.rows().size(),
        span(part));
  }

  private static TimeRange span(Part part) {
    int first = part.rows().stream().mapToInt(Row::day).min().orElseThrow();
    int last = part.rows().stream().mapToInt(Row::day).max().orElseThrow();
    return new TimeRange(day(first), day(last + 1));
  }
}
