package io.hindcast.worker.task;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.schemas.StrayPolicy;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.codec.MessageMeta;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tasks over the first two days of 2001. */
public final class TestTasks {
  public static final UUID BACKFILL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  static final BackfillNames NAMES = new BackfillNames(BACKFILL, "hindcast");

  private static final Instant FROM = Instant.parse("2001-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2001-01-03T00:00:00Z");

  private TestTasks() {}

  /** Recomputes {@code database.target} from {@code database.source}. */
  public static Task.Builder task(String database, String sql) {
    return Task.newBuilder()
        .setMeta(
            MessageMeta.stamp(
                Task.class,
                UUID.randomUUID(),
                BACKFILL,
                FROM,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
        .setTaskId("t00001")
        .setGeneration(3)
        .setAttempt(2)
        .setWave(0)
        .setTargetTable(new TableRef(database, "target", ""))
        .setStagingPrefix(new TableRef("hindcast", NAMES.stagingPrefix("t00001", 3, 2).table(), ""))
        .setColumns(List.of("day", "n"))
        .setFromTime(FROM)
        .setToTime(TO)
        .setZone("UTC")
        .setPartitions(List.of("20010101", "20010102"))
        .setSql(sql)
        .setSources(List.of(new TableRef(database, "source", "")))
        .setSourceFrom(FROM)
        .setSourceTo(TO)
        .setStray(StrayPolicy.FAIL);
  }
}
