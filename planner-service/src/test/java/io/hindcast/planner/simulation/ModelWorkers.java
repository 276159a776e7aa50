package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.messaging.Topics;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.StagedPartition;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.TaskFailed;
import io.hindcast.schemas.TaskStaged;
import io.hindcast.schemas.TaskStarted;
import io.hindcast.schemas.codec.MessageMeta;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Workers, as their service's code does it: say that it starts, note the fence, create the staging
 * table, look for the guard, insert, report, and only then be done with the message. A worker whose
 * lock is lost may not know it, and a query may outlive its worker.
 */
final class ModelWorkers {
  private static final int SLOTS = 4;
  private static final int DELIVERIES_MAX = 5;

  private final Life life;
  private final Chance chance;
  private final List<Item> items = new ArrayList<>();
  private final List<Execution> executions = new ArrayList<>();

  ModelWorkers(Life life) {
    this.life = life;
    this.chance = life.chance;
  }

  private static final class Item {
    final Task task;
    int deliveries;
    @Nullable Execution holder;

    Item(Task task) {
      this.task = task;
    }
  }

  private enum Step {
    START,
    FENCE,
    CREATE,
    GUARD,
    INSERT,
    WAIT,
    REPORT
  }

  /** One delivery of a task. */
  private static final class Execution {
    final Item item;
    final int delivery;
    final String queryId;
    final TableName staging;
    Step step = Step.START;
    SourceFence fence = new SourceFence(List.of());
    ModelServer.@Nullable Query query;
    @Nullable ErrorCode failure;

    Execution(Item item, String nonce) {
      this.item = item;
      this.delivery = item.deliveries;
      BackfillNames names = new BackfillNames(item.task.getMeta().getBackfillId(), "-");
      queryId =
          "%s%s-a%d-%s"
              .formatted(
                  names.queryIdPrefix(), item.task.getTaskId(), item.task.getAttempt(), nonce);
      TableName prefix = References.table(item.task.getStagingPrefix());
      staging = new TableName(prefix.database(), prefix.table() + "_" + nonce);
    }

    boolean lockLost() {
      return item.holder != this;
    }
  }

  void offer(Task task) {
    items.add(new Item(task));
  }

  boolean isQuiet() {
    return items.isEmpty() && executions.isEmpty();
  }

  /** A free slot takes a task. */
  void take() {
    List<Item> free = items.stream().filter(item -> item.holder == null).toList();
    if (free.isEmpty() || executions.size() >= SLOTS) {
      return;
    }
    Item item = chance.pick(free);
    item.deliveries++;
    if (item.deliveries > DELIVERIES_MAX) {
      items.remove(item);
      life.others.exhausted(item.task);
      return;
    }
    Execution execution = new Execution(item, chance.nonce());
    item.holder = execution;
    executions.add(execution);
    life.trace.note(() -> "worker takes " + Texts.of(item.task));
  }

  /** A worker does its next step, or something happens to it. */
  void step() {
    if (executions.isEmpty()) {
      return;
    }
    Execution execution = chance.pick(executions);
    if (!chance.strikes()) {
      go(execution);
    } else if (chance.oneOf(2)) {
      life.trace.note(() -> "worker dies at %s of %s".formatted(execution.step, execution.staging));
      onItsWay(execution);
      release(execution);
      executions.remove(execution);
    } else {
      life.trace.note(
          () -> "worker stalls at %s of %s".formatted(execution.step, execution.staging));
      release(execution);
      if (chance.oneOf(2)) {
        life.server.kill(execution.queryId);
      }
    }
  }

  /** What a worker that dies has sent may still arrive. */
  private void onItsWay(Execution execution) {
    if (execution.step == Step.CREATE && chance.oneOf(2)) {
      life.server.delay(() -> life.server.create(execution.staging));
    } else if (execution.step == Step.INSERT && chance.oneOf(2)) {
      life.server.delay(() -> insert(execution));
    }
  }

  private static void release(Execution execution) {
    if (!execution.lockLost()) {
      execution.item.holder = null;
    }
  }

  private void go(Execution execution) {
    life.trace.note(() -> "worker: %s of %s".formatted(execution.step, execution.staging));
    try {
      execution.step =
          switch (execution.step) {
            case START -> start(execution);
            case FENCE -> fence(execution);
            case CREATE -> create(execution);
            case GUARD -> guard(execution);
            case INSERT -> insert(execution);
            case WAIT -> await(execution);
            case REPORT -> report(execution);
          };
    } catch (HindcastException e) {
      execution.failure = e.code();
      execution.step = Step.REPORT;
    }
  }

  private Step start(Execution execution) {
    publish(execution, TaskStarted.newBuilder().setQueryId(execution.queryId).build());
    return Step.FENCE;
  }

  private Step fence(Execution execution) {
    Task task = execution.item.task;
    execution.fence =
        SourceFence.around(
            new TimeRange(task.getSourceFrom(), task.getSourceTo()), life.server.source.parts());
    return Step.CREATE;
  }

  private Step create(Execution execution) {
    life.server.create(execution.staging);
    return Step.GUARD;
  }

  private Step guard(Execution execution) {
    if (!life.server.tables.containsKey(References.table(execution.item.task.getGuard()))) {
      life.server.tables.remove(execution.staging);
      throw new HindcastException(ErrorCode.ATTEMPT_REVOKED, "There is no guard");
    }
    return Step.INSERT;
  }

  private Step insert(Execution execution) {
    Task task = execution.item.task;
    execution.query =
        life.server.insert(
            execution.queryId,
            execution.staging,
            new TimeRange(task.getFromTime(), task.getToTime()));
    return Step.WAIT;
  }

  private Step await(Execution execution) {
    ModelServer.Query query = execution.query;
    if (query == null || !query.ended) {
      return Step.WAIT;
    }
    if (query.failed) {
      execution.failure = query.failure;
      life.server.tables.remove(execution.staging);
    }
    return Step.REPORT;
  }

  /** Who has lost the lock in the last moment reports all the same. */
  private Step report(Execution execution) {
    executions.remove(execution);
    if (execution.lockLost() && chance.oneOf(2)) {
      life.server.tables.remove(execution.staging);
      return Step.REPORT;
    }
    ErrorCode failure = execution.failure;
    publish(
        execution,
        failure == null
            ? staged(execution)
            : TaskFailed.newBuilder()
                .setCode(failure.name())
                .setMessage("It broke")
                .setRetryable(failure.retryable())
                .build());
    if (!execution.lockLost()) {
      items.remove(execution.item);
    }
    return Step.REPORT;
  }

  private TaskStaged staged(Execution execution) {
    ModelServer.Table table = life.server.tables.get(execution.staging);
    List<StagedPartition> partitions =
        table == null
            ? List.of()
            : table.partitions().entrySet().stream()
                .map(entry -> partition(entry.getKey(), entry.getValue().size()))
                .toList();
    return TaskStaged.newBuilder()
        .setStagingTable(References.table(execution.staging))
        .setPartitions(partitions)
        .setFilteredRows(0)
        .setFence(References.fence(execution.fence))
        .setReadRows(1)
        .setReadBytes(1)
        .setDurationMs(1)
        .setPeakMemoryBytes(0)
        .build();
  }

  private static StagedPartition partition(String id, int rows) {
    return StagedPartition.newBuilder()
        .setId(id)
        .setRows(rows)
        .setBytes(1)
        .setPartsHash("h")
        .build();
  }

  private void publish(Execution execution, Object outcome) {
    Task task = execution.item.task;
    TaskEvent event =
        TaskEvent.newBuilder()
            .setMeta(
                MessageMeta.stamp(
                    TaskEvent.class,
                    chance.id(),
                    task.getMeta().getBackfillId(),
                    life.now(),
                    task.getMeta().getTraceparent()))
            .setTaskId(task.getTaskId())
            .setGeneration(task.getGeneration())
            .setAttempt(task.getAttempt())
            .setDelivery(execution.delivery)
            .setWorkerId("worker-1")
            .setOutcome(outcome)
            .build();
    life.bus.publish(Topics.TASK_EVENTS, task.getMeta().getBackfillId().toString(), event);
  }
}
