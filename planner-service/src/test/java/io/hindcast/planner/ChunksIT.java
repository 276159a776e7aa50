package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.control.planner.PostgresBackfillStore;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.TaskSplit;
import io.hindcast.messaging.Topics;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.TaskStaged;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.ValidationTask;
import io.hindcast.schemas.VerdictOutcome;
import io.hindcast.specyaml.YamlSpecReader;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A month of ten days with rows, which is one partition of the target and several tasks. */
@Timeout(120)
class ChunksIT {
  private static final int CHUNKS = 5;
  private static final int ROWS = 1440;

  private final UUID id = UUID.randomUUID();
  private final BackfillNames names = new BackfillNames(id, "hindcast");
  private Scene scene;

  @BeforeEach
  void set() throws Exception {
    scene =
        new Scene(
            "CREATE TABLE %1$s.raw (at DateTime('UTC'), v Int32) ENGINE = MergeTree PARTITION BY"
                + " toYYYYMM(at) ORDER BY at",
            "CREATE TABLE %1$s.monthly (day Date, n UInt64) ENGINE = MergeTree PARTITION BY"
                + " toYYYYMM(day) ORDER BY day",
            "INSERT INTO %1$s.raw SELECT toDateTime('2020-01-01', 'UTC') + number * 600, number"
                + " FROM numbers(1440)");
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void promotesAPartitionOnceAllOfItsChunksAreThere() throws Exception {
    scene.submit(id, yaml("approval: auto"));
    List<Task> chunks = IntStream.range(0, CHUNKS).mapToObj(i -> scene.task(id, i)).toList();
    for (Task chunk : chunks.subList(1, CHUNKS)) {
      scene.answers.work(chunk);
    }
    assertThat(chunks).extracting(Task::getPartitions).containsOnly(List.of("202001"));
    assertThat(scene.planner.status(id).progress().partitionsDone()).isZero();

    scene.answers.work(chunks.getFirst());

    ValidationRequest all = scene.validation(id, 0);
    assertThat(all.getTasks()).hasSize(CHUNKS);
    assertThat(rows(0)).isEqualTo(ROWS);
    assertThat(scene.planner.status(id).progress().partitionsTotal()).isEqualTo(1);
    assertThat(scene.planner.status(id).progress().partitionsDone()).isEqualTo(1);
    scene.answers.judge(all, VerdictOutcome.PASSED, List.of());
    scene.answers.swapped(scene.swap(id, 0));
    scene.awaitState(id, "SWAPPED");
    await().until(() -> scene.tables(id).isEmpty());
  }

  @Test
  void computesOnlyTheChunkAgainWhoseSourceMoved() throws Exception {
    ValidationRequest all = validation("approval: auto, catchUpRounds: 5");
    scene.planner.sql("INSERT INTO %s.raw VALUES ('2020-01-04 12:00:01', 1)".formatted(scene.db));
    scene.answers.judge(all, VerdictOutcome.PASSED, List.of());
    Task caughtUp = scene.task(id, CHUNKS);
    scene.answers.work(caughtUp);

    ValidationRequest again = scene.validation(id, 1);
    assertThat(caughtUp.getGeneration()).isEqualTo(1);
    assertThat(again.getTasks()).extracting(ValidationTask::getTaskId).hasSize(CHUNKS);
    assertThat(scene.planner.sent(Task.class, id)).hasSize(CHUNKS + 1);
    assertThat(rows(0)).isEqualTo(ROWS + 1);

    scene.answers.judge(again, VerdictOutcome.PASSED, List.of());
    SwapRequest swap = scene.swap(id, 0);
    scene.planner.sql("INSERT INTO %s.raw VALUES ('2020-01-08 12:00:01', 1)".formatted(scene.db));
    scene.answers.swapped(swap);
    Task followUp = scene.task(id, CHUNKS + 1);
    scene.answers.work(followUp);
    scene.validation(id, 2);
    assertThat(followUp.getTaskId()).isNotEqualTo(caughtUp.getTaskId());
    assertThat(scene.planner.sent(Task.class, id)).hasSize(CHUNKS + 2);
    assertThat(rows(1)).isEqualTo(ROWS + 2);
  }

  @Test
  void runsOnlyTheChunkAgainWhoseResultIsLost() throws Exception {
    scene.submit(id, yaml("approval: auto"));
    for (int i = 0; i < CHUNKS - 1; i++) {
      TaskEvent event = scene.answers.work(scene.task(id, i));
      if (i == 1) {
        scene.drop(staging(event));
      }
    }
    scene.answers.work(scene.task(id, CHUNKS - 1));

    Task again = scene.task(id, CHUNKS);
    assertThat(again.getTaskId()).isEqualTo(scene.task(id, 1).getTaskId());
    scene.answers.work(again);
    scene.validation(id, 0);
    assertThat(rows(0)).isEqualTo(ROWS);
  }

  @Test
  void putsTogetherAgainWhatACrashKeptFromBeingNoted() throws Exception {
    validation("approval: auto");
    TableName left = names.assembly("t00001", "0dead");
    scene.planner.warehouse.createLike(left, names.shadow(0));
    scene.planner.warehouse.promote(names.shadow(0), left, List.of("202001"));
    scene.planner.database.inTransaction(tx -> {
      tx.update("UPDATE task SET state = 'STAGED' WHERE backfill_id = ?", id);
      tx.update("UPDATE backfill SET state = 'RUNNING' WHERE id = ?", id);
      return true;
    });
    scene.planner.parts.drivers().nudge(id);

    scene.validation(id, 1);
    assertThat(rows(0)).isEqualTo(ROWS);
    assertThat(scene.planner.warehouse.describe(left)).isEmpty();
  }

  @Test
  void anAttemptOfATaskThatWasSplitCountsForNothing() throws Exception {
    String yaml = yaml("approval: auto");
    scene.submit(id, yaml);
    Task first = scene.task(id, 0);
    TaskEvent late = scene.answers.attempt(first);
    SpecOutcome.Parsed spec = (SpecOutcome.Parsed) new YamlSpecReader().read(yaml);
    new PostgresBackfillStore(scene.planner.database)
        .inTransaction(tx -> {
          tx.lock(id);
          io.hindcast.core.task.Task task = tx.tasks(id).find(first.getTaskId()).orElseThrow();
          tx.tasks(id)
              .replace(
                  List.of(task), TaskSplit.split(spec.specs().getFirst(), task, 2, Instant.EPOCH));
          return true;
        });

    scene.planner.deliver(Topics.TASK_EVENTS, late);

    assertThat(scene.planner.warehouse.describe(staging(late))).isEmpty();
    for (int i = 1; i <= CHUNKS + 1; i++) {
      scene.answers.work(scene.task(id, i));
    }
    assertThat(scene.validation(id, 0).getTasks()).hasSize(CHUNKS + 1);
    assertThat(rows(0)).isEqualTo(ROWS);
  }

  private ValidationRequest validation(String swap) throws Exception {
    scene.submit(id, yaml(swap));
    for (int i = 0; i < CHUNKS; i++) {
      scene.answers.work(scene.task(id, i));
    }
    return scene.validation(id, 0);
  }

  private static TableName staging(TaskEvent event) {
    return References.table(((TaskStaged) event.getOutcome()).getStagingTable());
  }

  private long rows(int round) throws Exception {
    return Long.parseLong(scene.planner.sql("SELECT sum(n) FROM " + names.shadow(round)));
  }

  private String yaml(String swap) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: monthly, owner: tests}
    spec:
      target: {table: %1$s.monthly, key: [day]}
      source: {tables: [%1$s.raw]}
      transform:
        version: 2.0.0
        grain: 1d
        sql: |
          SELECT toDate(at) AS day, count() AS n FROM %1$s.raw
          WHERE at >= {from:DateTime} AND at < {to:DateTime} GROUP BY day
      range: {from: 2020-01-01, to: 2020-02-01}
      execution: {parallelism: 8, rowsPerTask: 300}
      waves: [100%%]
      swap: {%2$s}
    """
        .formatted(scene.db, swap);
  }
}
