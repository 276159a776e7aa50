package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ClaimTable;
import io.hindcast.core.backfill.Overlap;
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
class PostgresClaimTableIT extends ClaimTableContract {
  private static final PostgresBackfills BACKFILLS = PostgresBackfills.migrated();

  private final String target = "shop.t" + UUID.randomUUID();

  PostgresClaimTableIT() {
    super(BACKFILLS);
  }

  @AfterAll
  static void close() {
    BACKFILLS.database().close();
  }

  @Test
  void ofTwoThatArePlannedAtTheSameMomentOneSeesTheOther() throws Exception {
    Backfill one = BACKFILLS.inserted("one", new BackfillState.Planning());
    Backfill other = BACKFILLS.inserted("other", new BackfillState.Planning());
    CountDownLatch decided = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          threads.submit(() ->
              BACKFILLS.run(tx -> {
                assertThat(take(tx, one)).isEmpty();
                decided.countDown();
                await(goOn);
              }));
      await(decided);
      Future<List<Overlap>> second = threads.submit(() -> BACKFILLS.list(tx -> take(tx, other)));
      Awaitility.await().until(PostgresClaimTableIT::somebodyWaitsForTheTarget);
      assertThat(second).isNotDone();
      goOn.countDown();
      first.get(30, TimeUnit.SECONDS);
      assertThat(second.get(30, TimeUnit.SECONDS))
          .extracting(Overlap::backfillId)
          .containsExactly(one.id());
    }
  }

  private List<Overlap> take(BackfillTransaction tx, Backfill backfill) {
    Backfill locked = tx.lock(backfill.id()).orElseThrow();
    ClaimTable claims = tx.claims(target);
    claims.lock();
    List<Overlap> overlaps = claims.before(locked.id(), List.of("a"));
    if (overlaps.isEmpty()) {
      claims.claim(locked.id(), List.of("a"));
      tx.save(locked.in(new BackfillState.Running(TestBackfills.COURSE)));
    }
    return overlaps;
  }

  private static boolean somebodyWaitsForTheTarget() {
    return BACKFILLS
        .database()
        .readOnly(tx ->
            tx.first(
                "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                    + " AND query LIKE '%pg_advisory_xact_lock%'",
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
