package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hindcast.control.planner.PostgresBackfillStore;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.pace.Budget;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PaceChange;
import io.hindcast.core.pace.ThrottleState;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools, throttles, budgets and windows on real stores; the clock is the test's. */
@Timeout(180)
class PaceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SLOTS = 4;
  private static final int BACKFILLS = 20;
  private static final int DAYS = 3;

  private final UUID id = UUID.randomUUID();
  private final String pool = "p" + UUID.randomUUID().toString().substring(0, 8);
  private Scene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new Scene(Map.of("planner.pools", "default:1000,%s:%d".formatted(pool, SLOTS)));
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  /** Two days in two tasks. */
  private String yaml(String pacing) {
    return yaml(2, pacing);
  }

  /** A task for each day. */
  private String yaml(int days, String pacing) {
    return scene.yaml(
        1,
        1 + days,
        """
        execution: {parallelism: 8, rowsPerTask: 100}
          waves: [100%%]
          swap: {approval: auto}
          pacing: {pool: %s%s}
        """
            .formatted(pool, pacing));
  }

  private BackfillStore store() {
    return new PostgresBackfillStore(scene.planner.database);
  }

  private Pace pace() {
    return store().inTransaction(tx -> tx.pace().find(id)).orElseThrow();
  }

  private List<PaceChange> changes() {
    return store().inTransaction(tx -> tx.pace().changes(id, 100));
  }

  private List<Task> orders(Collection<UUID> backfills) {
    return scene.planner.sent(Task.class, Set.copyOf(backfills));
  }

  private List<Task> orders(UUID backfill) {
    return scene.planner.sent(Task.class, backfill);
  }

  /** Looks at the load so much later. */
  private void look(Duration later) {
    scene.planner.ahead.updateAndGet(before -> before.plus(later));
    scene.planner.parts.paceKeeper().round();
  }

  @Test
  void twentyBackfillsShareFourSlotsAlsoWhenThePlannerIsReplaced() throws Exception {
    scene.planner.sql(
        "INSERT INTO %s.raw SELECT toDateTime('2020-01-03', 'UTC') + number * 600, number FROM"
                .formatted(scene.db)
            + " numbers(%d)".formatted(144 * (DAYS - 2)));
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < BACKFILLS; i++) {
      String table = "%s.daily_%02d".formatted(scene.db, i);
      scene.planner.sql("CREATE TABLE %s AS %s.daily".formatted(table, scene.db));
      ids.add(UUID.randomUUID());
      scene.submit(
          ids.getLast(),
          yaml(DAYS, "")
              .replace(scene.db + ".daily,", table + ",")
              .replace("daily-01", "daily-" + i));
    }
    Set<String> done = new HashSet<>();
    List<UUID> served = new ArrayList<>();
    while (done.size() < DAYS * BACKFILLS) {
      List<Task> open =
          await()
              .atMost(PATIENCE)
              .pollInterval(Duration.ofMillis(20))
              .until(
                  () -> orders(ids).stream().filter(task -> !done.contains(key(task))).toList(),
                  tasks -> !tasks.isEmpty());
      assertThat(open).hasSizeLessThanOrEqualTo(SLOTS);
      Task next =
          open.stream()
              .min(Comparator.comparing(task -> task.getMeta().getOccurredAt()))
              .orElseThrow();
      if (done.size() == BACKFILLS) {
        scene.restart();
      }
      scene.answers.work(next);
      done.add(key(next));
      served.add(next.getMeta().getBackfillId());
      look(Duration.ofSeconds(1));
    }

    // Half a second's turn may be two tasks long, and the first ones were alone for a while.
    assertThat(served.subList(0, 2 * BACKFILLS + SLOTS)).containsAll(ids);
    assertThat(orders(ids)).hasSize(DAYS * BACKFILLS).allMatch(task -> task.getAttempt() == 1);
  }

  private static String key(Task task) {
    return task.getMeta().getBackfillId() + " " + task.getTaskId();
  }

  @Test
  void whereOneTaskIsTooMuchTheNextOneIsGentleAndComesAfterARest() throws Exception {
    scene.submit(id, yaml(", throttle: {runningQueries: 1}"));
    Task first = scene.task(id, 0);
    assertThat(first.getSettings())
        .containsEntry("os_thread_priority", "19")
        .containsEntry("max_threads", "1");
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      String mine = "others_" + pool;
      List<Future<String>> sleeping =
          IntStream.range(0, 2)
              .mapToObj(i ->
                  others.submit(() ->
                      scene.planner.sql(
                          "SELECT sleepEachRow(1) AS %s FROM numbers(600) SETTINGS".formatted(mine)
                              + " max_block_size = 1,"
                              + " function_sleep_max_microseconds_per_block = 2000000"
                              + " FORMAT Null")))
              .toList();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() ->
              scene
                  .planner
                  .sql(
                      "SELECT count() FROM system.processes WHERE query LIKE 'SELECT sleepEachRow(1)"
                          + " AS "
                          + mine
                          + "%'")
                  .equals("2"));
      look(Duration.ofSeconds(2));
      assertThat(pace().throttle().share()).isEqualTo(0.5);
      scene.planner.sql(
          "KILL QUERY WHERE query LIKE 'SELECT sleepEachRow(1) AS " + mine + "%' SYNC");
      sleeping.forEach(query -> assertThatThrownBy(query::get).hasMessageContaining("cancelled"));
    }
    assertThat(changes().getFirst().reason()).startsWith("50 % of the time: running queries");

    scene.restart();
    assertThat(pace().throttle().share()).isEqualTo(0.5);
    look(Duration.ofSeconds(4));
    scene.answers.work(first);
    assertThat(orders(id)).hasSize(1);
    assertThat(pace().ceiling()).isEqualTo(1);

    look(Duration.ofSeconds(30));
    assertThat(scene.task(id, 1).getTaskId()).isNotEqualTo(first.getTaskId());
  }

  @Test
  void whatStaysCalmIsNotGentleAnyMore() throws Exception {
    scene.submit(id, yaml(", throttle: {partsPerPartition: 100000}"));
    Task first = scene.task(id, 0);
    look(Duration.ofSeconds(6));
    Task second = scene.task(id, 1);

    assertThat(pace().throttle().allowed()).isEqualTo(2);
    assertThat(first.getSettings()).containsKey("os_thread_priority");
    assertThat(second.getSettings()).doesNotContainKey("os_thread_priority");
  }

  @Test
  void whenNobodyHasLookedForAWhileNothingStartsThatMindsTheLoad() throws Exception {
    UUID careless = UUID.randomUUID();
    scene.planner.ahead.set(Duration.ofSeconds(31));

    scene.submit(id, yaml(", throttle: {partsPerPartition: 100000}"));
    scene.awaitState(id, "RUNNING");
    scene.submit(
        careless, yaml("").replace("2020-01-01", "2020-01-05").replace("2020-01-03", "2020-01-07"));
    scene.task(careless, 0);
    assertThat(orders(id)).isEmpty();
    assertThat(scene.planner.parts.watchdog().problem().orElseThrow())
        .contains("expected within 30 s");

    look(Duration.ZERO);
    scene.task(id, 0);
    assertThat(scene.planner.parts.watchdog().problem()).isEmpty();
  }

  @Test
  void aBudgetThatIsUsedUpPausesUntilAPersonGrantsItOnceMore() throws Exception {
    scene.submit(id, yaml(", throttle: {partsPerPartition: 100000}, budget: {rows: 1000}"));
    TaskEvent event = scene.answers.attempt(scene.task(id, 0));
    spend(Budget.Standing.SPENT);
    scene.planner.deliver(Topics.TASK_EVENTS, event);
    assertThat(scene.planner.status(id).paused()).isTrue();

    scene.restart();
    look(Duration.ofSeconds(60));
    assertThat(scene.planner.status(id).paused()).isTrue();
    assertThat(orders(id)).hasSize(1);

    scene.control(id, ControlAction.RESUME);
    look(Duration.ofSeconds(1));
    scene.task(id, 1);
    assertThat(pace().spending().grants()).isEqualTo(2);
  }

  @Test
  void aBudgetOfTheHourGoesOnByItselfWhenTheHourHasMovedOn() throws Exception {
    scene.submit(
        id, yaml(", throttle: {partsPerPartition: 100000}, budget: {perHour: {rows: 1000}}"));
    TaskEvent event = scene.answers.attempt(scene.task(id, 0));
    spend(Budget.Standing.WAITING);
    scene.planner.deliver(Topics.TASK_EVENTS, event);
    assertThat(scene.planner.status(id).paused()).isFalse();
    assertThat(pace().hold()).startsWith("budget: ");

    scene.restart();
    look(Duration.ofMinutes(30));
    assertThat(orders(id)).hasSize(1);
    look(Duration.ofMinutes(32));
    scene.task(id, 1);
  }

  /** Looks until what the server's log says of the first task has been noticed. */
  private void spend(Budget.Standing standing) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              scene.planner.sql("SYSTEM FLUSH LOGS");
              look(Duration.ofSeconds(1));
              return pace().spending().standing();
            },
            standing::equals);
    assertThat(orders(id)).hasSize(1);
  }

  @Test
  void aClosedWindowHoldsUntilItEnds() throws Exception {
    LocalTime now =
        scene.planner.now().atZone(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    scene.submit(
        id,
        yaml(
            ", windows: [{from: \"%s\", to: \"%s\", share: 0%%}]"
                .formatted(now.minusHours(1), now.plusHours(1))));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> store().inTransaction(tx -> tx.pace().find(id).isPresent()));
    scene.restart();
    look(Duration.ofMinutes(30));
    assertThat(pace().hold()).startsWith("window: 0%");
    assertThat(orders(id)).isEmpty();

    look(Duration.ofMinutes(31));
    assertThat(Stream.of(scene.task(id, 0), scene.task(id, 1)).map(Task::getTaskId))
        .doesNotHaveDuplicates();
    assertThat(pace().throttle().phase()).isEqualTo(ThrottleState.Phase.OPEN);
    assertThat(changes()).extracting(PaceChange::kind).contains(PaceChange.Kind.WINDOW);
  }
}
