package io.hindcast.core.task;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Grain;
import io.hindcast.core.spec.Metadata;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.Source;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Tasks over days of 2001, and the specs that they come from. */
final class Tasks {
  static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

  private Tasks() {}

  static BackfillSpec spec(String grain, Transform.Stray stray, Execution.ScanOrder order) {
    return new BackfillSpec(
        new Metadata("fix", "ada", new TreeMap<>()),
        new Target(new TableName("shop", "daily"), List.of("day")),
        new Source(List.of(new TableName("shop", "raw")), Duration.ZERO, Duration.ZERO),
        new Transform(
            "1",
            Grain.parse(grain),
            "SELECT 1 FROM shop.raw WHERE t >= {from:DateTime} AND t < {to:DateTime}",
            stray,
            Transform.EmptyPartitions.FAIL),
        days(0, 365),
        ZoneOffset.UTC,
        new Execution(2, 1000, 100, 3, new TreeMap<>(), order, Execution.Overlap.REFUSE),
        List.of(Percentage.of(100)),
        List.of(),
        new SwapPolicy(
            SwapPolicy.Strategy.EXCHANGE, SwapPolicy.Approval.AUTO, Duration.ofDays(7), 3));
  }

  static BackfillSpec daily() {
    return spec("1d", Transform.Stray.FAIL, Execution.ScanOrder.OLDEST_FIRST);
  }

  static TimeRange days(int from, int to) {
    return new TimeRange(START.plus(Duration.ofDays(from)), START.plus(Duration.ofDays(to)));
  }

  /** A task of one partition for each of the numbers of rows, a day each. */
  static Task whole(long... rows) {
    List<Piece> pieces =
        IntStream.range(0, rows.length)
            .mapToObj(day -> new Piece(days(day, day + 1), List.of("p" + day), rows[day]))
            .toList();
    return task(
        "t00005",
        days(0, rows.length),
        pieces.stream().flatMap(piece -> piece.partitionIds().stream()).toList(),
        pieces.stream().mapToLong(Piece::rows).sum(),
        new TaskShape.Whole(pieces));
  }

  /** A task of one partition over so many days. */
  static Task partition(int days, long rows) {
    TimeRange range = days(0, days);
    return task("t00005", range, List.of("p"), rows, TaskShape.whole(range, List.of("p"), rows));
  }

  /** A chunk of a partition of ten days. */
  static Task chunk(String id, int from, int to) {
    return task(
        id, days(from, to), List.of("p"), 10L * (to - from), new TaskShape.Chunk(days(0, 10)));
  }

  private static Task task(
      String id, TimeRange range, List<String> ids, long rows, TaskShape shape) {
    return new Task(id, 1, 4, 2, range, ids, rows, 3, 2, new TaskState.Dispatched(START), shape);
  }
}
