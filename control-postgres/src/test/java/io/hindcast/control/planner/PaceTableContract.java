package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.pace.Budget;
import io.hindcast.core.pace.Claim;
import io.hindcast.core.pace.Grant;
import io.hindcast.core.pace.LoadSample;
import io.hindcast.core.pace.MinuteUsage;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PaceChange;
import io.hindcast.core.pace.PaceTable;
import io.hindcast.core.pace.PoolState;
import io.hindcast.core.pace.Rest;
import io.hindcast.core.pace.ThrottleState;
import io.hindcast.core.pace.Usage;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link PaceTable} does. */
abstract class PaceTableContract {
  private static final Instant NOW = TestBackfills.NOW;
  private static final ThrottleState CALM =
      new ThrottleState(4, ThrottleState.Phase.OPEN, "", NOW, NOW, NOW);
  private static final ThrottleState SLOWED =
      new ThrottleState(1.5, ThrottleState.Phase.THROTTLED, "merges", NOW, NOW.plusSeconds(1), NOW);

  private final TestBackfills backfills;
  private final UUID id;
  private final String pool = "pool-" + UUID.randomUUID();

  PaceTableContract(TestBackfills backfills) {
    this.backfills = backfills;
    this.id = backfills.planned("paced");
  }

  private Pace pace(int ceiling, ThrottleState throttle, Pace.Spending spending) {
    return new Pace(id, pool, 50, 4, ceiling, "", "100%", throttle, spending);
  }

  private void begin() {
    change(pace -> {
      pace.begin(new PoolState(pool, 8, CALM, NOW, NOW, 0));
      pace.begin(pace(3, CALM, Pace.Spending.NONE));
    });
  }

  @Test
  void aPaceBeginsOnceWithNothingGranted() {
    assertThat(find()).isEmpty();
    begin();
    change(pace -> pace.begin(pace(1, SLOWED, Pace.Spending.NONE)));

    assertThat(find()).contains(pace(3, CALM, Pace.Spending.NONE));
    assertThat(allowance()).isZero();
    List<Pace> running = in(PaceTable::running);
    assertThat(running).contains(pace(3, CALM, Pace.Spending.NONE));
  }

  @Test
  void aLockedPoolIsSavedAndItsSlotsAreGranted() {
    begin();
    PoolState divided = new PoolState(pool, 5, SLOWED, NOW.plusSeconds(1), NOW.plusSeconds(2), 3.5);
    change(pace -> {
      assertThat(pace.lockPool(pool)).contains(new PoolState(pool, 8, CALM, NOW, NOW, 0));
      pace.save(divided);
      pace.grant(List.of(new Grant(id, 2, 3, 1.25, 0.5)));
    });

    Optional<PoolState> found = in(pace -> pace.lockPool(pool));
    assertThat(found).contains(divided);
    assertThat(allowance()).isEqualTo(2);
    Optional<PoolState> none = in(pace -> pace.lockPool("no-" + pool));
    assertThat(none).isEmpty();
  }

  @Test
  void theNewestChangesComeBackFirst() {
    begin();
    List<PaceChange> changes =
        IntStream.range(0, 3)
            .mapToObj(i ->
                new PaceChange(
                    NOW.plusSeconds(i), PaceChange.Kind.THROTTLE, 4 - i, 3 - i, "merges " + i))
            .toList();
    change(pace -> pace.note(id, changes));

    List<PaceChange> last = in(pace -> pace.changes(id, 2));
    assertThat(last).containsExactly(changes.get(2), changes.get(1));
    List<PaceChange> ofNobody = in(pace -> pace.changes(UUID.randomUUID(), 2));
    assertThat(ofNobody).isEmpty();
  }

  @Test
  void poolsAreListedByNameAsTheyAre() {
    begin();
    change(pace -> pace.begin(new PoolState("a-" + pool, 2, SLOWED, NOW, NOW, 0)));
    List<PoolState> pools = in(PaceTable::pools);
    assertThat(pools)
        .filteredOn(found -> found.name().endsWith(pool))
        .containsExactly(
            new PoolState("a-" + pool, 2, SLOWED, NOW, NOW, 0),
            new PoolState(pool, 8, CALM, NOW, NOW, 0));
  }

  @Test
  void whatIsPausedWantsNothingNew() {
    begin();
    assertThat(claims()).containsExactly(new Claim(id, 50, 3, 2, 0, 0, 0, 0, Rest.NONE));
    backfills.run(tx -> {
      tx.lock(id);
      Task task = tx.tasks(id).find("t00001").orElseThrow();
      tx.tasks(id).save(List.of(dispatched(task)));
    });
    assertThat(claims()).containsExactly(new Claim(id, 50, 3, 1, 1, 0, 0, 0, Rest.NONE));
    backfills.save(backfills.find(id).orElseThrow().pause());

    assertThat(claims()).containsExactly(new Claim(id, 50, 3, 0, 1, 0, 0, 0, Rest.NONE));
    assertThat(backfills.<Integer>in(tx -> tx.pace().inFlight())).isPositive();
  }

  @Test
  void whatRunsNoMoreWantsNothingAndIsThereUntilItHasNoSlots() {
    begin();
    backfills.run(tx -> {
      tx.lock(id);
      Task task = tx.tasks(id).find("t00001").orElseThrow();
      tx.tasks(id).save(List.of(dispatched(task)));
    });
    change(pace -> {
      pace.lockPool(pool);
      pace.grant(List.of(new Grant(id, 2, 2, 0, 0)));
    });
    backfills.save(backfills.find(id).orElseThrow().in(new BackfillState.Cancelled("enough")));

    assertThat(claims()).containsExactly(new Claim(id, 50, 3, 0, 0, 2, 2, 0, Rest.NONE));
    change(pace -> {
      pace.lockPool(pool);
      pace.grant(List.of(new Grant(id, 0, 0, 0, 0)));
    });
    assertThat(claims()).isEmpty();
  }

  @Test
  void aBudgetThatIsSpentIsGrantedOnceMore() {
    begin();
    Pace.Spending spent =
        new Pace.Spending(
            1,
            Budget.Standing.SPENT,
            new Usage(1, 2, 3),
            new BigDecimal("0.50"),
            "100 % of cpu",
            List.of("cpu"));
    assertThat(grantBudget()).isFalse();
    change(pace -> pace.save(pace(2, SLOWED, spent)));

    assertThat(find()).contains(pace(2, SLOWED, spent));
    assertThat(grantBudget()).isTrue();
    Pace.Spending granted = find().orElseThrow().spending();
    assertThat(granted)
        .isEqualTo(
            new Pace.Spending(
                2,
                Budget.Standing.WITHIN,
                new Usage(1, 2, 3),
                new BigDecimal("0.50"),
                "",
                List.of("cpu")));
    change(pace -> pace.save(pace(0, CALM, spent)));
    assertThat(find().orElseThrow().spending()).isEqualTo(granted);
  }

  @Test
  void usageIsSettledMinuteByMinute() {
    begin();
    Instant minute = Instant.parse("2001-06-30T12:30:00Z");
    Optional<Instant> unsettled = in(pace -> pace.usage(id).settledUntil());
    assertThat(unsettled).isEmpty();
    change(pace ->
        pace.usage(id)
            .settle(
                List.of(
                    new MinuteUsage(minute, new Usage(1, 2, 3)),
                    new MinuteUsage(minute.plusSeconds(60), new Usage(10, 20, 30))),
                minute.plusSeconds(120)));
    change(pace ->
        pace.usage(id)
            .settle(
                List.of(new MinuteUsage(minute.plusSeconds(120), new Usage(5, 5, 5))),
                minute.plus(Duration.ofHours(2)).plusSeconds(60)));

    Optional<Instant> until = in(pace -> pace.usage(id).settledUntil());
    assertThat(until).contains(minute.plus(Duration.ofHours(2)).plusSeconds(60));
    Usage all = in(pace -> pace.usage(id).settled());
    assertThat(all).isEqualTo(new Usage(16, 27, 38));
    Usage late = in(pace -> pace.usage(id).settledSince(minute.plusSeconds(120)));
    assertThat(late).isEqualTo(new Usage(5, 5, 5));
    Usage kept = in(pace -> pace.usage(id).settledSince(Instant.EPOCH));
    assertThat(kept).isEqualTo(new Usage(15, 25, 35));
  }

  @Test
  void theLatestLatenciesOfAnIdleWarehouseAreKept() {
    change(pace -> pace.idleLatencies(new LoadSample.Latencies(20, 1, 2, 3, 4), NOW));
    change(pace -> pace.idleLatencies(new LoadSample.Latencies(30, 5, 6, 7, 8), NOW));

    Optional<LoadSample.Latencies> found = in(PaceTable::idleLatencies);
    assertThat(found).contains(new LoadSample.Latencies(30, 5, 6, 7, 8));
  }

  private static Task dispatched(Task task) {
    return new Task(
        task.taskId(),
        task.wave(),
        task.pass(),
        task.round(),
        task.range(),
        task.partitionIds(),
        task.rowsToRead(),
        task.generation(),
        1,
        new TaskState.Dispatched(NOW));
  }

  private Optional<Pace> find() {
    return in(pace -> pace.find(id));
  }

  private int allowance() {
    return in(pace -> pace.allowance(id));
  }

  private boolean grantBudget() {
    return in(pace -> pace.grantBudget(id));
  }

  private List<Claim> claims() {
    return in(pace -> pace.claims(pool, NOW));
  }

  private void change(Consumer<PaceTable> body) {
    backfills.run(tx -> body.accept(tx.pace()));
  }

  private <T> T in(Function<PaceTable, T> read) {
    return backfills.in(tx -> read.apply(tx.pace()));
  }
}
