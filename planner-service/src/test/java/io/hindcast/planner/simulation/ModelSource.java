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

  private record Part(SourcePart described, List<Row> rows) {
    static Part of(long minBlock, long maxBlock, List<Row> rows) {
      SourcePart described =
          new SourcePart(NAME, PARTITION, minBlock, maxBlock, minBlock, rows.size(), span(rows));
      return new Part(described, List.copyOf(rows));
    }
  }

  /** A row of the day arrives, as a part of its own. */
  void add(int day) {
    block++;
    parts.add(Part.of(block, block, List.of(new Row(++rows, day))));
  }

  /** A row of any day. */
  void arrive(Chance chance) {
    add(chance.below(days));
  }

  /** Two neighbouring parts become one. */
  void merge(Chance chance) {
    if (parts.size() > 1) {
      int first = chance.below(parts.size() - 1);
      Part left = parts.get(first);
      Part right = parts.remove(first + 1);
      List<Row> all = new ArrayList<>(left.rows());
      all.addAll(right.rows());
      parts.set(first, Part.of(left.described().minBlock(), right.described().maxBlock(), all));
    }
  }

  /** How many rows have arrived so far. */
  long arrived() {
    return rows;
  }

  List<SourcePart> parts() {
    return parts.stream().map(Part::described).toList();
  }

  List<Row> all() {
    List<Row> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.rows()));
    return all;
  }

  /** What a statement reads now. */
  List<Row> rows(TimeRange range) {
    List<Row> within = new ArrayList<>(all());
    within.removeIf(row -> !range.contains(day(row.day())));
    return within;
  }

  /** The smallest range that all rows are in. */
  TimeRange span() {
    return span(all());
  }

  static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private static TimeRange span(List<Row> rows) {
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (Row row : rows) {
      first = Math.min(first, row.day());
      last = Math.max(last, row.day());
    }
    return new TimeRange(day(first), day(last + 1));
  }
}
