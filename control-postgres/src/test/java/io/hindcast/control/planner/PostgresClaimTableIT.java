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
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresClaimTableIT {
  private static final TestBackfills BACKFILLS = TestBackfills.migrated();

  private final String target = "shop.t" + UUID.randomUUID();

  @AfterAll
  static void close() {
    BACKFILLS.database().close();
  }

  private UUID claiming(BackfillState state, String... partitions) {
    Backfill backfill = BACKFILLS.inserted("claiming", new BackfillState.Planning());
    BACKFILLS.run(tx -> {
      tx.save(backfill.in(state));
      tx.claims(target).claim(backfill.id(), List.of(partitions));
    });
    return backfill.id();
  }

  private List<UUID> atWork(UUID asking, String... partitions) {
    return BACKFILLS.list(tx ->
        tx.claims(target).atWork(asking, List.of(partitions)).stream()
            .map(Overlap::backfillId)
            .toList());
  }

  private List<UUID> before(UUID asking, String... partitions) {
    return BACKFILLS.list(tx ->
        tx.claims(target).before(asking, List.of(partitions)).stream()
            .map(Overlap::backfillId)
            .toList());
  }

  @Test
  void everyStateThatHasNotEndedAndHasAPlanIsAtWork() {
    UUID asking = UUID.randomUUID();
    for (BackfillState state : TestBackfills.states()) {
      UUID other = claiming(state, "p-" + state);
      boolean waiting =
          state instanceof BackfillState.Planning || state instanceof BackfillState.Queued;
      assertThat(atWork(asking, "x", "p-" + state))
          .as(state.label())
          .isEqualTo(state.terminal() || waiting ? List.of() : List.of(other));
    }
  }

  @Test
  void namesTheFirstTenCommonPartitionsInOrder() {
    String[] all = IntStream.range(0, 15).mapToObj("p%02d"::formatted).toArray(String[]::new);
    UUID other = claiming(new BackfillState.Running(TestBackfills.COURSE), all);
    List<Overlap> overlaps =
        BACKFILLS.list(tx ->
            tx.claims(target)
                .atWork(
                    UUID.randomUUID(),
                    List.of(
                        "p13", "p12", "p01", "q", "p02", "p03", "p04", "p05", "p06", "p07", "p08",
                        "p09", "p10", "p11")));
    assertThat(overlaps)
        .containsExactly(
            new Overlap(
                other,
                "claiming",
                "RUNNING",
                List.of("p01", "p02", "p03", "p04", "p05", "p06", "p07", "p08", "p09", "p10"),
                13));
  }

  @Test
  void anotherTargetAndOtherPartitionsAreNobodysBusiness() {
    UUID mine = claiming(new BackfillState.Running(TestBackfills.COURSE), "a");
    assertThat(atWork(UUID.randomUUID(), "b")).isEmpty();
    assertThat(atWork(mine, "a")).isEmpty();
    assertThat(
            BACKFILLS.list(tx -> tx.claims("shop.other").atWork(UUID.randomUUID(), List.of("a"))))
        .isEmpty();
    assertThat(BACKFILLS.list(tx -> tx.claims(target).claimed(mine))).containsExactly("a");
  }

  @Test
  void whoWaitsIsOnlyInTheWayOfThoseWhoCameLater() {
    UUID early = claiming(new BackfillState.Planning(), "a");
    UUID waiting = claiming(new BackfillState.Queued(early, "waits"), "a");
    UUID late = claiming(new BackfillState.Planning(), "a");
    assertThat(before(early, "a")).isEmpty();
    assertThat(before(waiting, "a")).containsExactly(early);
    assertThat(before(late, "a")).containsExactly(early, waiting);
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
