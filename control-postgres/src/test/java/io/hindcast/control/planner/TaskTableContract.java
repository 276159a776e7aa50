package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.calibration.Measured;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.fence.FenceEntry;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.FailedAttempt;
import io.hindcast.core.task.Piece;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskMachine;
import io.hindcast.core.task.TaskResult;
import io.hindcast.core.task.TaskShape;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.task.TaskTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TaskTable} does. */
abstract class TaskTableContract {
  private final TestBackfills backfills;
  private static final Instant NOW = TestBackfills.NOW;
  private static final TableName STAGING = new TableName("hindcast", "bf_x_t00001_g0_a1_n");

  private static final TaskResult RESULT =
      new TaskResult("worker-1", 10, 20, 30, 40, Duration.ofMillis(50), 60, List.of(7.0, 8.5));

  private UUID id = UUID.randomUUID();

  TaskTableContract(TestBackfills backfills) {
    this.backfills = backfills;
  }

  @BeforeEach
  void plan() {
    id = backfills.planned("tasks");
    backfills.planned("others");
  }

  @Test
  void aPlanBecomesPendingTasksOfItsWaves() {
    assertThat(tasks(TaskTable::all))
        .extracting(Task::taskId)
        .containsExactly("t00001", "t00002", "t00003");
    assertThat(tasks(table -> table.inPass(1))).extracting(Task::taskId).containsExactly("t00003");
    assertThat(tasks(table -> table.inRound(0))).hasSize(3);
    assertThat(tasks(table -> table.inRound(1))).isEmpty();
    assertThat(find("t00001"))
        .isEqualTo(
            new Task(
                "t00001",
                0,
                0,
                0,
                TestBackfills.days(0, 2),
                List.of("20010101", "20010102"),
                20,
                0,
                0,
                new TaskState.Pending(Instant.EPOCH)));
    assertThat(find("t00003").filter()).isEqualTo(TestBackfills.FILTER);
    assertThat(backfills.list(tx -> tx.columns(id))).containsExactly("day", "n, with comma");
  }

  @Test
  void aTaskComesBackInEveryState() {
    List<TaskState> states =
        List.of(
            new TaskState.Pending(NOW),
            new TaskState.Dispatched(NOW),
            new TaskState.Staged(STAGING),
            new TaskState.Promoted(),
            new TaskState.Promoted(STAGING),
            new TaskState.GaveUp(ErrorCode.STRAY_ROWS, "20010105"));
    assertThat(states.stream().<Class<?>>map(TaskState::getClass).distinct())
        .hasSize(TaskState.class.getPermittedSubclasses().length);
    for (TaskState state : states) {
      Task task = find("t00002");
      Task there =
          new Task(
              task.taskId(),
              task.wave(),
              3,
              2,
              task.range(),
              task.partitionIds(),
              task.rowsToRead(),
              4,
              5,
              state);
      save(there);

      assertThat(find("t00002")).isEqualTo(there);
    }
  }

  @Test
  void onlyTasksWhoseTimeHasComeAreDispatchable() {
    save(in("t00001", new TaskState.Pending(NOW.plusMillis(1))));

    assertThat(dispatchable(NOW, 10)).containsExactly("t00002");
    assertThat(dispatchable(NOW.plusMillis(1), 10)).containsExactly("t00001", "t00002");
    assertThat(dispatchable(NOW.plusMillis(1), 1)).containsExactly("t00001");
    save(in("t00002", new TaskState.Dispatched(NOW)));
    assertThat(dispatchable(NOW.plusSeconds(9), 10)).containsExactly("t00001");
  }

  @Test
  void countsWhatIsUnderWayAndWhatIsLeft() {
    assertThat(count(TaskTable::inFlight)).isZero();
    assertThat(count(table -> table.unfinished(0))).isEqualTo(2);
    save(in("t00001", new TaskState.Dispatched(NOW)), in("t00003", new TaskState.Dispatched(NOW)));
    save(in("t00002", new TaskState.Promoted()));

    assertThat(count(TaskTable::inFlight)).isEqualTo(2);
    assertThat(count(table -> table.unfinished(0))).isEqualTo(1);
    assertThat(count(table -> table.unfinished(1))).isEqualTo(1);
    assertThat(tasks(table -> table.dispatchedBefore(NOW.plusMillis(1), 10))).hasSize(2);
    assertThat(tasks(table -> table.dispatchedBefore(NOW, 10))).isEmpty();
  }

  @Test
  void listsWhatIsAcceptedAndNotYetPromoted() {
    save(in("t00002", new TaskState.Staged(STAGING)));

    assertThat(tasks(table -> table.staged(10))).extracting(Task::taskId).containsExactly("t00002");
    save(TaskMachine.promoted(find("t00002"), STAGING).orElseThrow());
    assertThat(tasks(table -> table.staged(10))).isEmpty();
  }

  @Test
  void replacesATaskByItsPartsAndForgetsIt() {
    Task whole = find("t00001");
    TaskShape pieces =
        new TaskShape.Whole(
            List.of(
                new Piece(TestBackfills.days(0, 1), List.of("20010101"), 5),
                new Piece(TestBackfills.days(1, 2), List.of("20010102"), 15)));
    Task first = part(whole, "t00001.1", whole.partitionIds(), pieces);
    Task second = part(whole, "t00001.2", List.of("20010109"), chunk());
    accept("t00001", RESULT, fence(7));
    replace(whole, List.of(first, second));

    assertThat(tasks(TaskTable::all))
        .extracting(Task::taskId)
        .containsExactly("t00001.1", "t00001.2", "t00002", "t00003");
    assertThat(find("t00001.1")).isEqualTo(first);
    assertThat(find("t00001.2")).isEqualTo(second);
    Set<String> split = in(table -> table.split(List.of("t00001", "t00002", "t00009")));
    assertThat(split).containsExactly("t00001");
  }

  @Test
  void chunksAreStagedOnlyTogether() {
    Task whole = find("t00002");
    List<Task> chunks =
        List.of(
            part(whole, "t00002.1", whole.partitionIds(), chunk()),
            part(whole, "t00002.2", whole.partitionIds(), chunk()));
    replace(whole, chunks);
    save(in("t00001", new TaskState.Staged(STAGING)));
    save(in("t00002.1", new TaskState.Staged(STAGING)));

    assertThat(tasks(table -> table.staged(10))).extracting(Task::taskId).containsExactly("t00001");
    save(in("t00002.2", new TaskState.Staged(STAGING)));
    assertThat(tasks(table -> table.staged(10)))
        .extracting(Task::taskId)
        .containsExactly("t00001", "t00002.1", "t00002.2");
    Task alone = find("t00001");
    Task chunk = find("t00002.1");
    assertThat(tasks(table -> table.chunks(List.of(alone, chunk))))
        .extracting(Task::taskId)
        .containsExactly("t00002.1", "t00002.2");
    assertThat(tasks(table -> table.chunks(List.of(alone)))).isEmpty();
  }

  private void replace(Task whole, List<Task> parts) {
    backfills.run(tx -> {
      tx.lock(id);
      tx.tasks(id).replace(List.of(whole), parts);
    });
  }

  private static TaskShape chunk() {
    return new TaskShape.Chunk(TestBackfills.days(2, 6));
  }

  private static Task part(Task of, String taskId, List<String> partitionIds, TaskShape shape) {
    return new Task(
        taskId,
        of.wave(),
        2,
        1,
        TestBackfills.days(2, 4),
        partitionIds,
        20,
        3,
        0,
        new TaskState.Pending(NOW),
        shape);
  }

  @Test
  void findsByIdsInExecutionOrder() {
    assertThat(tasks(table -> table.byIds(List.of("t00003", "t00001", "t99999"))))
        .extracting(Task::taskId)
        .containsExactly("t00001", "t00003");
    Optional<Task> none = in(table -> table.find("t99999"));
    assertThat(none).isEmpty();
  }

  @Test
  void keepsWhatTheAcceptedAttemptSawOfTheSources() {
    SourceFence first = fence(7);
    SourceFence second =
        new SourceFence(
            List.of(entry("200101", 9), entry("200101", 12)), List.of(TestBackfills.TALLY));
    accept("t00001", RESULT, first);
    accept("t00002", RESULT, second);

    Map<String, SourceFence> fences =
        in(table -> table.fences(List.of("t00001", "t00002", "t00003")));
    assertThat(fences)
        .isEqualTo(Map.of("t00001", first, "t00002", second, "t00003", new SourceFence(List.of())));

    accept("t00001", RESULT, fence(8));
    Map<String, SourceFence> replaced = in(table -> table.fences(List.of("t00001")));
    assertThat(replaced).containsEntry("t00001", fence(8));
  }

  @Test
  void keepsWhatTheSourcesSaidToRowCounts() {
    TaskResult silent =
        new TaskResult("worker-1", 10, 20, 30, 40, Duration.ofMillis(50), 60, List.of());
    accept("t00001", RESULT, fence(1));
    accept("t00002", silent, fence(1));

    Map<String, List<Double>> counts =
        in(table -> table.counts(List.of("t00001", "t00002", "t00003")));
    assertThat(counts).isEqualTo(Map.of("t00001", List.of(7.0, 8.5)));
  }

  private static SourceFence fence(long block) {
    return new SourceFence(List.of(entry("200101", block), entry("200102", block + 1)));
  }

  private static FenceEntry entry(String partition, long block) {
    return new FenceEntry(new TableName("shop", "raw"), partition, block, block, 100);
  }

  private List<String> dispatchable(Instant now, int limit) {
    return tasks(table -> table.dispatchable(0, now, limit)).stream().map(Task::taskId).toList();
  }

  private Task in(String taskId, TaskState state) {
    Task task = find(taskId);
    return new Task(
        taskId,
        task.wave(),
        task.pass(),
        task.round(),
        task.range(),
        task.partitionIds(),
        task.rowsToRead(),
        task.generation(),
        1,
        state);
  }

  private Task find(String taskId) {
    return in(table -> table.find(taskId)).orElseThrow();
  }

  private void save(Task... tasks) {
    backfills.run(tx -> {
      tx.lock(id);
      tx.tasks(id).save(List.of(tasks));
    });
  }

  private void accept(String taskId, TaskResult result, SourceFence fence) {
    backfills.run(tx -> {
      tx.lock(id);
      tx.tasks(id).accepted(taskId, result, fence);
    });
  }

  private List<Task> tasks(Function<TaskTable, List<Task>> read) {
    return in(read);
  }

  private int count(ToIntFunction<TaskTable> read) {
    return in(read::applyAsInt);
  }

  private <T> T in(Function<TaskTable, T> read) {
    return backfills.in(tx -> read.apply(tx.tasks(id)));
  }

  @Test
  void measuresThePromotedTasksOfAPass() {
    accept("t00001", RESULT, fence(1));
    accept("t00002", RESULT, fence(1));
    save(in("t00001", new TaskState.Promoted()), in("t00002", new TaskState.Dispatched(NOW)));

    Measured measured = backfills.in(tx -> tx.calibration(id).measured(0));
    assertThat(measured)
        .isEqualTo(
            new Measured(
                1,
                20,
                RESULT.rowsRead(),
                RESULT.bytesRead(),
                RESULT.rowsWritten(),
                RESULT.bytesWritten(),
                RESULT.elapsed()));
    Measured nothing = backfills.in(tx -> tx.calibration(id).measured(1));
    assertThat(nothing).isEqualTo(Measured.NOTHING);
  }

  @Test
  void keepsTheSizeThatWasFoundLast() {
    OptionalLong none = backfills.in(tx -> tx.calibration(id).rowsPerTask());
    assertThat(none).isEmpty();
    backfills.run(tx -> {
      tx.lock(id);
      tx.calibration(id).resized(17);
    });

    OptionalLong size = backfills.in(tx -> tx.calibration(id).rowsPerTask());
    assertThat(size).hasValue(17);
  }

  @Test
  void aFailedAttemptIsNotedOnceWithWhoeverHadStartedIt() {
    FailedAttempt first = failed(1, "", "first");
    FailedAttempt second = failed(2, "worker-2", "second");
    backfills.run(tx -> {
      tx.tasks(id).started("t00001", "worker-1");
      tx.tasks(id).failed(first);
      tx.tasks(id).failed(failed(1, "worker-9", "again"));
      tx.tasks(id).failed(second);
    });

    List<FailedAttempt> failures = in(table -> table.failures("t00001", 0));
    assertThat(failures).containsExactly(failed(1, "worker-1", "first"), second);
    List<FailedAttempt> none = in(table -> table.failures("t00001", 1));
    assertThat(none).isEmpty();
  }

  private static FailedAttempt failed(int attempt, String workerId, String message) {
    return new FailedAttempt(
        "t00001", 0, attempt, workerId, NOW, ErrorCode.WAREHOUSE_OUT_OF_MEMORY, message, 1);
  }
}
