package io.hindcast.core.check;

import io.hindcast.core.fence.FenceEntry;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Orders over days of 2001, one task and one partition a day. */
final class Orders {
  static final TableName SOURCE = new TableName("flights", "raw");
  static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

  private Orders() {}

  static ValidationOrder of(JudgedTask... tasks) {
    return new ValidationOrder(
        new UUID(0, 1),
        new UUID(0, 2),
        0,
        0,
        new TableName("flights", "route_daily"),
        new TableName("hindcast", "shadow"),
        List.of(tasks));
  }

  static TimeRange days(int from, int to) {
    return new TimeRange(START.plus(from, ChronoUnit.DAYS), START.plus(to, ChronoUnit.DAYS));
  }

  static JudgedTask task(int day) {
    return task(day, day + 1);
  }

  static JudgedTask task(int from, int to) {
    FenceEntry entry = new FenceEntry(SOURCE, "200101", 5, 0, 100);
    return new JudgedTask(
        "t" + from,
        days(from, to),
        days(from, to),
        List.of("p" + from),
        new SourceFence(List.of(entry)),
        List.of());
  }

  /** A task with one of the keys of a day's partitions. */
  static JudgedTask keyed(int day, String key) {
    JudgedTask task = task(day);
    return new JudgedTask(
        task.id() + key,
        task.range(),
        task.reach(),
        List.of("p" + day + "-" + key),
        task.fence(),
        List.of());
  }

  /** Some days of a partition that is of one key. */
  static JudgedTask chunk(int from, int to, String key) {
    JudgedTask task = task(from, to);
    return new JudgedTask(
        task.id() + key, task.range(), task.reach(), List.of("p-" + key), task.fence(), List.of());
  }

  static SourcePart part(long maxBlock, TimeRange span) {
    return new SourcePart(SOURCE, "200101", maxBlock, maxBlock, 0, 100, span);
  }
}
