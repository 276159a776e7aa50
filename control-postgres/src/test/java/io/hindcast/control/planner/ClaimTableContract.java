package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.ClaimTable;
import io.hindcast.core.backfill.Overlap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ClaimTable} does. */
abstract class ClaimTableContract {
  private final TestBackfills backfills;

  private final String target = "shop.t" + UUID.randomUUID();

  ClaimTableContract(TestBackfills backfills) {
    this.backfills = backfills;
  }

  private UUID claiming(BackfillState state, String... partitions) {
    Backfill backfill = backfills.inserted("claiming", new BackfillState.Planning());
    backfills.run(tx -> {
      tx.lock(backfill.id());
      tx.save(backfill.in(state));
      tx.claims(target).claim(backfill.id(), List.of(partitions));
    });
    return backfill.id();
  }

  private List<UUID> atWork(UUID asking, String... partitions) {
    return backfills.list(tx ->
        tx.claims(target).atWork(asking, List.of(partitions)).stream()
            .map(Overlap::backfillId)
            .toList());
  }

  private List<UUID> before(UUID asking, String... partitions) {
    return backfills.list(tx ->
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
        backfills.list(tx ->
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
            backfills.list(tx -> tx.claims("shop.other").atWork(UUID.randomUUID(), List.of("a"))))
        .isEmpty();
    assertThat(backfills.list(tx -> tx.claims(target).claimed(mine))).containsExactly("a");
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
}
