package io.hindcast.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.control.outbox.StandIn;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.outbox.Sender;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.Topics;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import io.hindcast.messaging.kafka.TopicAdmin;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.StagedPartition;
import io.hindcast.schemas.StrayPolicy;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.TaskFailed;
import io.hindcast.schemas.TaskStaged;
import io.hindcast.schemas.TaskStarted;
import io.hindcast.schemas.WorkerReport;
import io.hindcast.schemas.WorkerState;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.worker.task.ClickHouse;
import io.hindcast.worker.task.TestTasks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerIT {
  private static final String COPY =
      "SELECT day, n FROM %1$s.source WHERE day >= {from:Date} AND day < {to:Date}";
  private static final String SLOW =
      "SELECT toDate('2001-01-01') AS day, sleepEachRow(0.01) AS n FROM numbers(1000000)";
  private static final Duration LONG = Duration.ofSeconds(15);

  private final BlockingQueue<TaskEvent> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<DeadLetter> letters = new LinkedBlockingQueue<>();
  private final BlockingQueue<WorkerReport> reports = new LinkedBlockingQueue<>();
  private final List<WorkerProcess> workers = new ArrayList<>();
  private ClickHouse server;
  private KafkaMessageBus bus;
  private StandIn planner;

  @BeforeEach
  void open() {
    server = new ClickHouse();
    LocalPostgres postgres = SharedServers.postgres();
    planner = StandIn.of(Sender.PLANNER, postgres.jdbcUrl(), postgres.user(), postgres.password());
    KafkaSettings settings = KafkaSettings.of(SharedServers.kafka().bootstrap(), "test");
    new TopicAdmin(settings).ensure(Topics.all());
    bus = KafkaMessageBus.open(settings);
    String group = "test-" + UUID.randomUUID();
    bus.subscribe(Topics.TASK_EVENTS, group, this::keepOwn);
    bus.subscribe(Topics.DEAD_LETTERS, group, this::keepOwnLetter);
    bus.subscribe(Topics.WORKERS, group, delivery -> reports.add(delivery.message()));
  }

  @AfterEach
  void close() throws InterruptedException {
    WorkerProcess.endAll(workers);
    bus.close();
    planner.close();
    server.close();
  }

  @Test
  void stagesFailsAndFiltersAndGoesOnAfterAPoisonMessage() throws Exception {
    start("worker-1", LONG);
    publish("t1", task(COPY));
    publish("t2", task("SELECT day, n FROM %1$s.source"));
    publish("t3", task("SELECT day, n FROM %1$s.source").setStray(StrayPolicy.FILTER));
    publish("t4", task("SELECT day, nonsense AS n FROM %1$s.source"));
    publish("t5", task(COPY).setPartitions(List.of()));
    publish("t6", task(COPY));

    assertThat(staged(nextEnd("t1")).getPartitions())
        .extracting(StagedPartition::getId)
        .containsExactly("20010101", "20010102");
    assertThat(failed(nextEnd("t2")).getMessage()).contains("20010103 (100 rows)");
    assertThat(staged(nextEnd("t3")).getFilteredRows()).isEqualTo(800);
    assertThat(failed(nextEnd("t4")).getMessage()).contains("nonsense", "ClickHouse code 47");
    DeadLetter letter = nextLetter();
    assertThat(letter.getCode()).isEqualTo("MESSAGE_MALFORMED");
    assertThat(letter.getMessage()).contains("owns no partitions");
    assertThat(staged(nextEnd("t6")).getPartitions()).hasSize(2);
  }

  @Test
  void runsNoOrderThatThePlannerHasNotSent() throws Exception {
    start("worker-1", LONG);
    Task forged = task(COPY).setTaskId(unique("forged")).build();
    bus.publisher().publish(Topics.TASKS, TestTasks.BACKFILL.toString(), forged);
    publish("t1", task(COPY));

    assertThat(staged(nextEnd("t1")).getPartitions()).hasSize(2);
    DeadLetter letter = nextLetter();
    assertThat(letter.getCode()).isEqualTo("MESSAGE_FORGED");
    assertThat(letter.getMessage()).contains("none that the planner has sent");
    assertThat(events).isEmpty();
  }

  @Test
  void aKilledWorkersTaskIsDoneByAnotherUnderNamesOfItsOwn() throws Exception {
    WorkerProcess first = start("worker-1", LONG);
    publish("t1", slow());
    String killed = queryOf(next());
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.runs(killed));

    first.kill();
    start("worker-2", LONG);

    TaskEvent again = next();
    assertThat(again.getWorkerId()).isEqualTo("worker-2");
    assertThat(again.getDelivery()).isEqualTo(2);
    assertThat(queryOf(again)).isNotEqualTo(killed);
  }

  @Test
  void aStoppedWorkerFinishesWhatItHasInHand() throws Exception {
    WorkerProcess worker = start("worker-drained-" + server.database(), LONG);
    publish(
        "t1",
        task(
            "SELECT day, n FROM %1$s.source WHERE day < {to:Date} AND sleepEachRow(0.005) = 0"
                + " AND day >= {from:Date}"));
    TaskEvent started = next();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.runs(queryOf(started)));

    worker.terminate();

    assertThat(nextEnd("t1").getOutcome()).isInstanceOf(TaskStaged.class);
    assertThat(worker.exitCode()).isEqualTo(143);
    String id = "worker-drained-" + server.database();
    assertThat(report(id, WorkerState.DRAINING).getTasks())
        .containsExactly(TestTasks.BACKFILL + "/" + unique("t1"));
    assertThat(report(id, WorkerState.STOPPED))
        .satisfies(last -> {
          assertThat(last.getTasks()).isEmpty();
          assertThat(last.getDone()).isEqualTo(1);
          assertThat(last.getRecentRows()).isPositive();
        });
  }

  @Test
  void aStoppedWorkerGivesBackWhatTakesTooLong() throws Exception {
    WorkerProcess worker = start("worker-1", Duration.ofMillis(200));
    publish("t1", slow());
    String given = queryOf(next());
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.runs(given));

    worker.terminate();

    assertThat(worker.exitCode()).isEqualTo(143);
    assertThat(server.runs(given)).isFalse();
    assertThat(server.workingTables()).isZero();
    start("worker-2", LONG);
    assertThat(next().getWorkerId()).isEqualTo("worker-2");
  }

  private WorkerProcess start(String id, Duration drain) {
    WorkerProcess worker = WorkerProcess.start(id, drain);
    workers.add(worker);
    return worker;
  }

  private Task.Builder task(String sql) {
    return TestTasks.task(server.database(), sql.formatted(server.database()));
  }

  private Task.Builder slow() {
    return task(SLOW).setSettings(Map.of("max_block_size", "10"));
  }

  private void publish(String taskId, Task.Builder task) {
    Task message = task.setTaskId(unique(taskId)).build();
    planner.say(
        new OutboxMessage(
            message.getMeta().getEventId(),
            Topics.TASKS.name(),
            TestTasks.BACKFILL.toString(),
            "Task",
            MessageCodec.standard().encode(message),
            null));
    bus.publisher().publish(Topics.TASKS, TestTasks.BACKFILL.toString(), message);
  }

  /** The database's name tells this test's tasks from those that another left in the queue. */
  private String unique(String taskId) {
    return taskId + "-" + server.database();
  }

  private void keepOwnLetter(Delivery<DeadLetter> delivery) {
    ByteBuffer payload = delivery.message().getPayload().duplicate();
    if (StandardCharsets.ISO_8859_1.decode(payload).toString().contains(server.database())) {
      letters.add(delivery.message());
    }
  }

  private void keepOwn(Delivery<TaskEvent> delivery) {
    if (delivery.message().getTaskId().endsWith(server.database())) {
      events.add(delivery.message());
    }
  }

  private TaskEvent next() throws InterruptedException {
    TaskEvent event = events.poll(60, TimeUnit.SECONDS);
    assertThat(event).as("next event").isNotNull();
    return event;
  }

  private TaskEvent nextEnd(String taskId) throws InterruptedException {
    TaskEvent event = next();
    while (event.getOutcome() instanceof TaskStarted) {
      event = next();
    }
    assertThat(event.getTaskId()).isEqualTo(unique(taskId));
    return event;
  }

  private DeadLetter nextLetter() throws InterruptedException {
    DeadLetter letter = letters.poll(60, TimeUnit.SECONDS);
    assertThat(letter).as("next dead letter").isNotNull();
    return letter;
  }

  /** The next report of that worker in that state. */
  private WorkerReport report(String worker, WorkerState state) throws InterruptedException {
    while (true) {
      WorkerReport report = reports.poll(60, TimeUnit.SECONDS);
      assertThat(report).as("report of %s, %s", worker, state).isNotNull();
      if (report.getWorkerId().contains(worker) && report.getState() == state) {
        return report;
      }
    }
  }

  private static String queryOf(TaskEvent event) {
    return ((TaskStarted) event.getOutcome()).getQueryId();
  }

  private static TaskStaged staged(TaskEvent event) {
    return (TaskStaged) event.getOutcome();
  }

  private static TaskFailed failed(TaskEvent event) {
    return (TaskFailed) event.getOutcome();
  }
}
