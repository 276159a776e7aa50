package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.outbox.OutboxMessage;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresBackfillStoreIT extends BackfillStoreContract {
  private static final PostgresBackfills BACKFILLS = PostgresBackfills.migrated();

  PostgresBackfillStoreIT() {
    super(BACKFILLS);
  }

  @AfterAll
  static void close() {
    BACKFILLS.database().close();
  }

  @Override
  List<AuditEntry> history(UUID id, int limit) {
    return new PostgresBackfillQueries(BACKFILLS.database(), () -> TestBackfills.NOW)
        .history(id, limit).stream()
            .map(entry ->
                new AuditEntry(
                    entry.at(),
                    entry.event(),
                    entry.from(),
                    entry.to(),
                    entry.by(),
                    entry.reason()))
            .toList();
  }

  @Override
  List<OutboxMessage> sent(UUID id) {
    return BACKFILLS
        .database()
        .readOnly(tx ->
            tx.query(
                "SELECT * FROM outbox WHERE id = ?",
                row ->
                    new OutboxMessage(
                        row.uuid("id"),
                        OutboxMessage.TOPIC_PREFIX + row.string("aggregatetype"),
                        row.string("aggregateid"),
                        row.string("type"),
                        row.bytes("payload"),
                        row.optionalString("traceparent").orElse(null)),
                id));
  }

  @Test
  void aLockedBackfillIsWaitedForAndSeenAsTheOtherLeftIt() throws Exception {
    Backfill planning = BACKFILLS.inserted("locked", new BackfillState.Planning());
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          threads.submit(() ->
              BACKFILLS.run(tx -> {
                Backfill mine = tx.lock(planning.id()).orElseThrow();
                locked.countDown();
                await(goOn);
                tx.save(mine.in(new BackfillState.Cancelled("by the first")));
              }));
      await(locked);
      Future<BackfillState> second =
          threads.submit(() -> BACKFILLS.in(tx -> tx.lock(planning.id()).orElseThrow()).state());
      Awaitility.await().until(PostgresBackfillStoreIT::somebodyWaitsForALock);
      assertThat(BACKFILLS.find(planning.id())).contains(planning);
      assertThat(second).isNotDone();
      goOn.countDown();

      first.get(30, TimeUnit.SECONDS);
      assertThat(second.get(30, TimeUnit.SECONDS))
          .isEqualTo(new BackfillState.Cancelled("by the first"));
    }
  }

  /** The index holds open backfills only, so that ended ones cost a sweep nothing. */
  @Test
  void theSweepReadsOpenBackfillsByTheirIndexHoweverManyHaveEnded() {
    Backfill open = BACKFILLS.inserted("open", new BackfillState.Planning());
    List<String> plan =
        BACKFILLS
            .database()
            .inTransaction(tx -> {
              tx.update(
                  """
                  INSERT INTO backfill (id, name, owner, target, labels, spec_yaml, requested_by,
                                        origin, traceparent, submitted_at, state, clean)
                  SELECT gen_random_uuid(), name, owner, target, labels, spec_yaml, requested_by,
                         origin, traceparent, submitted_at, 'SWAPPED', true
                  FROM backfill CROSS JOIN generate_series(1, 5000) WHERE id = ?
                  """,
                  open.id());
              tx.update("ANALYZE backfill");
              return tx.query(
                  "EXPLAIN " + PostgresBackfillTransaction.OPEN,
                  row -> row.string("QUERY PLAN"),
                  1000);
            });

    assertThat(String.join("\n", plan)).contains("backfill_open").doesNotContain("Seq Scan");
  }

  private static boolean somebodyWaitsForALock() {
    return BACKFILLS
        .database()
        .readOnly(tx ->
            tx.first(
                "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                    + " AND query LIKE '%FOR UPDATE%'",
                row -> row.number("n") > 0))
        .orElse(false);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
