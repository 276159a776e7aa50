package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.control.database.Database;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.SwapIntent;
import io.hindcast.core.swap.SwapIntent.Direction;
import io.hindcast.core.swap.SwapIntent.Group;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.swap.SwapStore;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.codec.MessageCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two targets that are published back to back. */
class SwapGroupIT {
  private static final String NEW = "2\t300\t300";
  private static final String OLD = "1\t300\t300";

  private static Database database;

  @BeforeAll
  static void start() {
    database = SwapFixture.migrated();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void publishesBothAndTellsTheGap() {
    try (SwapFixture one = new SwapFixture(database, 3, 100);
        SwapFixture two = new SwapFixture(database, 3, 100)) {
      List<SwapPlan> plans = group(one, two);
      plans.forEach(one.store::add);

      run(one);

      assertThat(one.versions()).containsExactly(NEW);
      assertThat(two.versions()).containsExactly(NEW);
      for (SwapPlan plan : plans) {
        SwapCompleted completed = (SwapCompleted) event(one, plan).getOutcome();
        assertThat(completed.getGroupId()).isEqualTo(groupOf(plan).id().toString());
        assertThat(completed.getGroupGapMicros()).isBetween(1L, 60_000_000L);
      }
    }
  }

  @Test
  void publishesNeitherWhenOneIsRefused() {
    try (SwapFixture one = new SwapFixture(database, 3, 100);
        SwapFixture two = new SwapFixture(database, 3, 100)) {
      List<SwapPlan> plans = group(one, two);
      plans.forEach(one.store::add);
      ClickHouseSql.execute("INSERT INTO %s VALUES (1, 5, 5)".formatted(plans.getLast().shadow()));

      run(one);

      assertThat(one.versions()).containsExactly(OLD);
      assertThat(two.versions()).containsExactly(OLD);
      assertThat(plans)
          .allSatisfy(plan ->
              assertThat(one.store.find(plan.swapId()).orElseThrow())
                  .isInstanceOfSatisfying(
                      SwapState.Refused.class,
                      refused ->
                          assertThat(refused.failure().code())
                              .isEqualTo(ErrorCode.CONTENT_CHANGED)));
    }
  }

  @Test
  void endsWithBothWhereverTheRelayIsKilled() {
    int save = 1;
    while (killedAt(save)) {
      save++;
    }
    assertThat(save).as("steps of the journals").isGreaterThan(20);
  }

  private static boolean killedAt(int save) {
    try (SwapFixture one = new SwapFixture(database, 3, 100);
        SwapFixture two = new SwapFixture(database, 3, 100)) {
      List<SwapPlan> plans = group(one, two);
      plans.forEach(one.store::add);
      boolean killed = kill(one, save);
      while (one.store.open() > 0) {
        run(one);
      }
      assertThat(one.versions()).as("killed at save %d", save).containsExactly(NEW);
      assertThat(two.versions()).as("killed at save %d", save).containsExactly(NEW);
      return killed;
    }
  }

  private static boolean kill(SwapFixture fixture, int save) {
    try {
      execute(fixture, HookedStore.around(fixture.store, new KilledAt(save)));
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  @Test
  void goesBackTogetherToo() {
    try (SwapFixture one = new SwapFixture(database, 3, 100);
        SwapFixture two = new SwapFixture(database, 3, 100)) {
      List<SwapPlan> plans = group(one, two);
      plans.forEach(one.store::add);
      run(one);
      Group group = new Group(UUID.randomUUID(), 2);
      one.store.add(in(group, one.undo(Direction.BACK, Strategy.EXCHANGE, plans.getFirst())));
      one.store.add(in(group, two.undo(Direction.BACK, Strategy.EXCHANGE, plans.getLast())));

      run(one);

      assertThat(one.versions()).containsExactly(OLD);
      assertThat(two.versions()).containsExactly(OLD);
    }
  }

  /** No exception that anybody could handle: the process is gone. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Dies right after so many steps were stored. */
  private static final class KilledAt implements StepHook {
    private final int save;
    private int saves;

    KilledAt(int save) {
      this.save = save;
    }

    @Override
    public void before(String step) {
      saves++;
      if (saves == save) {
        throw new Killed();
      }
    }

    @Override
    public void after(String step) {}
  }

  private static List<SwapPlan> group(SwapFixture one, SwapFixture two) {
    Group group = new Group(UUID.randomUUID(), 2);
    return List.of(
        in(group, one.plan(3, 2, Strategy.EXCHANGE)), in(group, two.plan(3, 2, Strategy.EXCHANGE)));
  }

  private static SwapPlan in(Group group, SwapPlan plan) {
    SwapIntent intent = plan.intent();
    return new SwapPlan(
        plan.swapId(),
        plan.target(),
        plan.shadow(),
        plan.strategy(),
        plan.pins(),
        plan.provenance(),
        new SwapIntent(
            intent.direction(), intent.lateRows(), intent.base(), intent.undoes(), group));
  }

  private static Group groupOf(SwapPlan plan) {
    return Objects.requireNonNull(plan.intent().group());
  }

  private static SwapEvent event(SwapFixture fixture, SwapPlan plan) {
    return fixture.database.readOnly(tx ->
        tx.first(
                "SELECT payload FROM outbox WHERE id = ?",
                row -> MessageCodec.standard().decode(SwapEvent.class, row.bytes("payload")),
                SwapLetter.eventId(plan.swapId()))
            .orElseThrow());
  }

  private static void run(SwapFixture fixture) {
    execute(fixture, fixture.store);
  }

  /** With a lease that is over at once, so that the next process need not wait. */
  private static void execute(SwapFixture fixture, SwapStore store) {
    StopSwitch pause = new StopSwitch();
    InstantSource clock = InstantSource.system();
    SwapSteps steps = new SwapSteps(fixture.warehouse, store, SwapFixture.CONFIG, pause, clock);
    ClaimedSwap swap = store.claim("test", Duration.ZERO).orElseThrow();
    new SwapExecution(store, new StepRunner(steps, pause), steps, new SwapLetter(clock))
        .run(swap, () -> {});
  }
}
