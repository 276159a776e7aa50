package io.hindcast.messaging.kafka;

import io.hindcast.schemas.StrayPolicy;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.codec.MessageMeta;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tasks of the usual size. */
final class TestTasks {
  private static final Instant FROM = Instant.parse("2001-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2001-01-02T00:00:00Z");

  private TestTasks() {}

  static Task task(String id) {
    return Task.newBuilder()
        .setMeta(
            MessageMeta.stamp(
                Task.class, UUID.randomUUID(), TestBroker.BACKFILL, Instant.now(), null))
        .setTaskId(id)
        .setGeneration(0)
        .setAttempt(1)
        .setWave(0)
        .setTargetTable(new TableRef("flights", "route_daily", ""))
        .setStagingPrefix(new TableRef("hindcast", "bf_0_t1_a1", ""))
        .setColumns(List.of("day", "origin", "destination"))
        .setFromTime(FROM)
        .setToTime(TO)
        .setPartitions(List.of("20010101"))
        .setSql("SELECT ".repeat(100))
        .setSources(List.of(new TableRef("flights", "raw", "")))
        .setSourceFrom(FROM)
        .setSourceTo(TO)
        .setStray(StrayPolicy.FAIL)
        .build();
  }
}
