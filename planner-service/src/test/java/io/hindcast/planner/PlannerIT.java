package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.status.BackfillStatus;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.VerdictOutcome;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PlannerIT {
  private static final String AT_ONCE = "  waves: [100%]\n  swap: {approval: auto}";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final PlannerUnderTest planner = new PlannerUnderTest();
  private final Answers answers = new Answers(planner);
  private final UUID id = UUID.randomUUID();
  private final String db = "planner_" + id.toString().substring(0, 8);

  @BeforeEach
  void createTables() throws Exception {
    planner.sql(
        "CREATE DATABASE " + db,
        "CREATE TABLE "
            + db
            + ".raw (at DateTime('UTC'), v Int32)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY at",
        "CREATE TABLE "
            + db
            + ".daily (day Date, n UInt64)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY day",
        "INSERT INTO "
            + db
            + ".raw SELECT toDateTime('2020-01-01', 'UTC') + number * 600, number"
            + " FROM numbers(1440)");
    planner.parts.drivers().start(Duration.ofMillis(200));
  }

  @AfterEach
  void close() throws Exception {
    planner.sql("DROP DATABASE " + db + " SYNC");
    planner.close();
  }

  private String yaml(String more) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: daily, owner: tests}
    spec:
      target: {table: %1$s.daily, key: [day]}
      source: {tables: [%1$s.raw]}
      transform:
        version: 2.0.0
        grain: 1d
        sql: |
          SELECT toDate(at) AS day, count() AS n FROM %1$s.raw
          WHERE at >= {from:DateTime} AND at < {to:DateTime} GROUP BY day
      range: {from: 2020-01-01, to: 2020-01-11}
      execution: {parallelism: 2, rowsPerTask: 300, attemptsMax: 2}
    %2$s
    """
        .formatted(db, more);
  }

  private <T> T awaited(Supplier<List<T>> messages, int index) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(messages::get, list -> list.size() > index)
        .get(index);
  }

  private Task task(int index) {
    return awaited(() -> planner.sent(Task.class, id), index);
  }

  private ValidationRequest validation(int index) {
    return awaited(() -> planner.sent(ValidationRequest.class, id), index);
  }

  private SwapRequest swap(int index) {
    return awaited(() -> planner.sent(SwapRequest.class, id), index);
  }

  private void awaitState(String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> planner.status(id).state(), state::equals);
  }

  private String shadowRows(int round) throws Exception {
    return planner.sql(
        "SELECT sum(n) FROM hindcast.%sg%d_shadow".formatted(Scene.prefix(id), round));
  }

  @Test
  void goesFromRequestToSwappedAndNeverExceedsItsParallelism() throws Exception {
    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml(AT_ONCE)));
    task(1);
    assertThat(planner.sent(Task.class, id)).hasSize(2);
    for (int i = 0; i < 5; i++) {
      answers.work(task(i));
    }
    ValidationRequest validation = validation(0);
    assertThat(planner.sent(Task.class, id)).hasSize(5);
    assertThat(shadowRows(0)).isEqualTo("1440");
    assertThat(validation.getTasks()).hasSize(5);
    answers.judge(validation, VerdictOutcome.PASSED, List.of());
    SwapRequest swap = swap(0);
    assertThat(swap.getPins()).hasSize(10);
    answers.swapped(swap);
    awaitState("SWAPPED");
    BackfillStatus status = planner.status(id);
    assertThat(status.progress().tasksDone()).isEqualTo(5);
    assertThat(status.progress().percent()).isEqualTo(100);
    assertThat(status.swaps()).hasSize(1);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                planner.sql(
                    "SELECT count() FROM system.tables WHERE database = 'hindcast'"
                        + " AND name LIKE '"
                        + Scene.prefix(id)
                        + "%'"),
            "0"::equals);
  }

  @Test
  void acceptsOneAttemptOfATaskAndDropsTheOther() throws Exception {
    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml("")));
    Task first = task(0);
    TaskEvent zombie = answers.attempt(first);
    TaskEvent accepted = answers.work(first);
    planner.deliver(Topics.TASK_EVENTS, zombie);
    planner.deliver(Topics.TASK_EVENTS, accepted);
    validation(0);
    assertThat(planner.sent(ValidationRequest.class, id)).hasSize(1);
    assertThat(shadowRows(0)).isEqualTo("144");
    assertThat(
            planner.sql(
                "SELECT count() FROM system.tables WHERE database = 'hindcast' AND name LIKE"
                    + " '"
                    + Scene.prefix(id)
                    + "t%'"))
        .isEqualTo("0");
  }

  @Test
  void recomputesWhatMovedBeforeAndAfterTheSwap() throws Exception {
    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml(AT_ONCE)));
    for (int i = 0; i < 5; i++) {
      answers.work(task(i));
    }
    ValidationRequest all = validation(0);
    planner.sql("INSERT INTO " + db + ".raw VALUES ('2020-01-03 12:00:01', 1)");
    answers.judge(all, VerdictOutcome.PASSED, List.of());
    Task caughtUp = task(5);
    assertThat(caughtUp.getPartitions()).contains("20200103");
    assertThat(caughtUp.getGeneration()).isEqualTo(1);
    answers.work(caughtUp);
    answers.judge(validation(1), VerdictOutcome.PASSED, List.of());
    assertThat(shadowRows(0)).isEqualTo("1441");
    SwapRequest first = swap(0);
    assertThat(first.getPins()).hasSize(10);
    planner.sql("INSERT INTO " + db + ".raw VALUES ('2020-01-09 12:00:01', 1)");
    answers.swapped(first);
    Task followUp = task(6);
    assertThat(followUp.getPartitions()).contains("20200109");
    answers.work(followUp);
    answers.judge(validation(2), VerdictOutcome.PASSED, List.of());
    SwapRequest second = swap(1);
    assertThat(second.getRound()).isEqualTo(1);
    assertThat(second.getPins()).hasSize(followUp.getPartitions().size());
    answers.swapped(second);
    awaitState("SWAPPED");
    assertThat(planner.status(id).followUpRounds()).isEqualTo(1);
  }

  @Test
  void runsStaleTasksAgainAndJudgesTheWaveAgain() throws Exception {
    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml("")));
    Task canary = task(0);
    answers.work(canary);
    answers.judge(validation(0), VerdictOutcome.STALE, List.of(canary.getTaskId()));
    Task again = task(1);
    assertThat(again.getTaskId()).isEqualTo(canary.getTaskId());
    assertThat(again.getGeneration()).isEqualTo(1);
    answers.work(again);
    assertThat(validation(1).getGeneration()).isEqualTo(1);
  }

  @Test
  void cutsLaterWavesAnewByHowFastTheFirstOneWas() throws Exception {
    String oneForEachDay =
        yaml("  waves: [30%, 100%]").replace("rowsPerTask: 300", "rowsPerTask: 144");
    planner.deliver(Topics.REQUESTS, Answers.request(id, oneForEachDay));
    for (int i = 0; i < 3; i++) {
      answers.work(task(i));
    }
    assertThat(planner.status(id).progress().tasksTotal()).isEqualTo(10);

    answers.judge(validation(0), VerdictOutcome.PASSED, List.of());

    assertThat(task(3).getPartitions()).hasSize(7);
    BackfillStatus status = planner.status(id);
    assertThat(status.waves()).extracting(BackfillStatus.Wave::tasks).containsExactly(3, 1);
    assertThat(status.progress().partitionsTotal()).isEqualTo(10);
    assertThat(status.outlook().orElseThrow().secondsLeft()).isPositive();
    assertThat(planner.queries().history(id, 100))
        .filteredOn(line -> line.event().equals("TasksResized"))
        .singleElement()
        .satisfies(line ->
            assertThat(line.reason()).contains("144 -> 1,152 rows per task; 7 -> 1 tasks left"));
    answers.work(task(3));
    assertThat(validation(1).getTasks()).hasSize(1);
    assertThat(shadowRows(0)).isEqualTo("1440");
  }

  @Test
  void givesUpATaskAfterItsLastAttemptAndSaysWhy() throws Exception {
    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml("")));
    answers.fail(task(0), "WAREHOUSE_OUT_OF_MEMORY", true);
    Task second = task(1);
    assertThat(second.getAttempt()).isEqualTo(2);
    answers.fail(second, "WAREHOUSE_OUT_OF_MEMORY", true);
    awaitState("FAILED");
    assertThat(planner.status(id).reason().orElseThrow().message())
        .isEqualTo("Task t00001: It broke");
    assertThat(planner.status(id).reason().orElseThrow().code())
        .isEqualTo("WAREHOUSE_OUT_OF_MEMORY");
  }

  @Test
  void takesARequestOnceAndRefusesAnotherSpecUnderItsId() throws Exception {
    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml("")));
    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml("")));
    task(0);
    assertThat(planner.sent(Task.class, id)).hasSize(1);
    assertThatThrownBy(() -> planner.deliver(Topics.REQUESTS, Answers.request(id, yaml(AT_ONCE))))
        .isInstanceOf(PoisonMessageException.class)
        .hasMessageContaining("exists with another spec");
  }

  @Test
  void rejectsASpecWhoseTablesDoNotExistWithEveryFinding() throws Exception {
    String wrong = yaml("").replace(db + ".daily", db + ".dayly").replace(".raw]", ".rew]");
    planner.deliver(Topics.REQUESTS, Answers.request(id, wrong));
    awaitState("REJECTED");
    assertThat(planner.status(id).reason().orElseThrow().message())
        .contains(db + ".dayly does not exist")
        .contains(db + ".rew does not exist");
  }

  @Test
  void waitsForApprovalWhenTheSpecWantsIt() throws Exception {
    planner.deliver(
        Topics.REQUESTS, Answers.request(id, yaml("  waves: [100%]\n  swap: {approval: manual}")));
    for (int i = 0; i < 5; i++) {
      answers.work(task(i));
    }
    answers.judge(validation(0), VerdictOutcome.PASSED, List.of());
    awaitState("AWAITING_APPROVAL");
    planner.deliver(Topics.CONTROLS, control(ControlAction.APPROVE));
    assertThat(swap(0).getPins()).hasSize(10);
  }

  @Test
  void sendsNoTasksWhilePausedAndNoneAfterACancel() throws Exception {
    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml(AT_ONCE)));
    TaskEvent first = answers.attempt(task(0));
    TaskEvent second = answers.attempt(task(1));
    planner.deliver(Topics.CONTROLS, control(ControlAction.PAUSE));
    planner.deliver(Topics.TASK_EVENTS, first);
    planner.deliver(Topics.TASK_EVENTS, second);
    await()
        .atMost(PATIENCE)
        .until(() -> planner.status(id).progress().tasksDone(), done -> done == 2);
    assertThat(planner.sent(Task.class, id)).hasSize(2);
    planner.deliver(Topics.CONTROLS, control(ControlAction.RESUME));
    TaskEvent late = answers.attempt(task(2));
    task(3);
    planner.deliver(Topics.CONTROLS, control(ControlAction.CANCEL));
    awaitState("CANCELLED");
    planner.deliver(Topics.TASK_EVENTS, late);
    assertThat(planner.sent(Task.class, id)).hasSize(4);
  }

  private Control control(ControlAction action) {
    return Control.newBuilder()
        .setMeta(Answers.meta(Control.class, id))
        .setAction(action)
        .setRequestedBy("tester")
        .build();
  }
}
