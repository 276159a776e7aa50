package io.hindcast.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.messaging.MessagePublisher;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.WorkOutcome;
import io.hindcast.schemas.StagedPartition;
import io.hindcast.schemas.StrayPolicy;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.TaskFailed;
import io.hindcast.schemas.TaskStaged;
import io.hindcast.schemas.TaskStarted;
import io.hindcast.warehouse.clickhouse.ClickHouseWarehouse;
import io.hindcast.worker.report.Ledger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskHandlerIT implements MessagePublisher {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String COPY =
      "SELECT day, n FROM %1$s.source WHERE day >= {from:Date} AND day < {to:Date}";
  private static final String SLOW =
      "SELECT toDate('2001-01-01') AS day, sleepEachRow(0.01) AS n FROM numbers(1000000)";

  private final List<TaskEvent> events = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private ClickHouse server;
  private ClickHouseWarehouse warehouse;
  private TaskHandler handler;

  @BeforeEach
  void open() {
    server = new ClickHouse();
    warehouse = ClickHouse.warehouse();
    handler =
        new TaskHandler(
            warehouse,
            new TaskReporter(this, "worker-7", InstantSource.fixed(NOW), UUID::randomUUID),
            new TaskMeters(meters, 1),
            new Ledger(InstantSource.fixed(NOW)),
            () -> UUID.randomUUID().toString().substring(0, 8));
  }

  @AfterEach
  void close() {
    warehouse.close();
    server.close();
  }

  @Override
  public <T extends SpecificRecord> void publish(
      Topic<T> topic, String key, T message, Map<String, String> headers) {
    assertThat(key).isEqualTo(TestTasks.BACKFILL.toString());
    events.add((TaskEvent) message);
  }

  @Test
  void reportsTheStagedResultWithItsFence() {
    assertThat(handle(task(COPY).build(), 2)).isEqualTo(WorkOutcome.accept());

    assertThat(events)
        .hasSize(2)
        .allSatisfy(event -> {
          assertThat(event.getTaskId()).isEqualTo("t00001");
          assertThat(event.getGeneration()).isEqualTo(3);
          assertThat(event.getAttempt()).isEqualTo(2);
          assertThat(event.getDelivery()).isEqualTo(2);
          assertThat(event.getWorkerId()).isEqualTo("worker-7");
          assertThat(event.getMeta().getBackfillId()).isEqualTo(TestTasks.BACKFILL);
          assertThat(event.getMeta().getOccurredAt()).isEqualTo(NOW);
          assertThat(event.getMeta().getTraceparent()).startsWith("00-4bf92f");
        });
    assertThat(((TaskStarted) events.getFirst().getOutcome()).getQueryId())
        .startsWith(TestTasks.NAMES.queryIdPrefix() + "t00001-a2-");
    TaskStaged staged = (TaskStaged) events.getLast().getOutcome();
    assertThat(staged.getPartitions())
        .extracting(StagedPartition::getId)
        .containsExactly("20010101", "20010102");
    assertThat(staged.getPartitions()).extracting(StagedPartition::getRows).containsOnly(100L);
    assertThat(staged.getFilteredRows()).isZero();
    assertThat(staged.getReadRows()).isEqualTo(200);
    assertThat(staged.getFence())
        .extracting(entry -> entry.getPartitionId())
        .containsExactly("20010101", "20010102");
    assertThat(server.query("SELECT count() FROM " + name(staged.getStagingTable())))
        .isEqualTo("200");
    assertThat(meters.get("hindcast.worker.tasks").tag("outcome", "staged").timer().count())
        .isEqualTo(1);
    assertThat(meters.get("hindcast.worker.slots.busy").gauge().value()).isZero();
  }

  @Test
  void everyDeliveryHasATableOfItsOwn() {
    handle(task(COPY).build(), 1);
    handle(task(COPY).build(), 2);

    assertThat(server.workingTables()).isEqualTo(2);
  }

  @Test
  void failsOverStrayRowsWithTheirPartitions() {
    handle(
        task("SELECT day, n FROM %1$s.source WHERE day < {to:Date} + 2 AND day >= {from:Date}")
            .build(),
        1);

    TaskFailed failed = (TaskFailed) events.getLast().getOutcome();
    assertThat(failed.getCode()).isEqualTo("STRAY_ROWS");
    assertThat(failed.getMessage()).contains("20010103 (100 rows), 20010104 (100 rows)");
    assertThat(failed.getRetryable()).isFalse();
    assertThat(server.workingTables()).isZero();
  }

  @Test
  void leavesStrayRowsOutWhenToldTo() {
    handle(task("SELECT day, n FROM %1$s.source").setStray(StrayPolicy.FILTER).build(), 1);

    TaskStaged staged = (TaskStaged) events.getLast().getOutcome();
    assertThat(staged.getFilteredRows()).isEqualTo(800);
    assertThat(staged.getPartitions())
        .extracting(StagedPartition::getId)
        .containsExactly("20010101", "20010102");
  }

  @Test
  void fencesWhatTheTransformMayReadBesideItsRange() {
    Task task = task(COPY).setSourceTo(Instant.parse("2001-01-04T00:00:00Z")).build();

    handle(task, 1);

    assertThat(((TaskStaged) events.getLast().getOutcome()).getFence()).hasSize(3);
  }

  @Test
  void saysTheEnginesFirstError() {
    handle(task("SELECT day, throwIf(n > 50, 'no such luck') AS n FROM %1$s.source").build(), 1);

    TaskFailed failed = (TaskFailed) events.getLast().getOutcome();
    assertThat(failed.getCode()).isEqualTo("TRANSFORM_FAILED");
    assertThat(failed.getMessage()).contains("no such luck", "ClickHouse code 395");
    assertThat(failed.getRetryable()).isFalse();
    assertThat(server.workingTables()).isZero();
    assertThat(meters.get("hindcast.worker.tasks").tag("outcome", "failed").timer().count())
        .isEqualTo(1);
  }

  @Test
  void saysThatASourceIsMissing() {
    handle(task(COPY).setSources(List.of(new TableRef(server.database(), "gone", ""))).build(), 1);

    assertThat(((TaskFailed) events.getLast().getOutcome()).getCode()).isEqualTo("TABLE_UNKNOWN");
  }

  @Test
  void refusesATaskThatContradictsItself() {
    Task task = task(COPY).setPartitions(List.of()).build();

    assertThatThrownBy(() -> handle(task, 1)).isInstanceOf(PoisonMessageException.class);
    assertThat(events).isEmpty();
  }

  @Test
  void killsTheQueryAndSaysNothingOnceTheLockIsLost() {
    HeldItem item = new HeldItem(task(SLOW).setSettings(Map.of("max_block_size", "10")).build(), 1);
    CompletableFuture<WorkOutcome> handling =
        CompletableFuture.supplyAsync(
            () -> handler.handle(item), command -> Thread.ofVirtual().start(command));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> events.size() == 1);
    String queryId = ((TaskStarted) events.getFirst().getOutcome()).getQueryId();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> server.runs(queryId));

    item.lose();

    assertThat(handling.join()).isInstanceOf(WorkOutcome.Release.class);
    assertThat(events).hasSize(1);
    assertThat(server.runs(queryId)).isFalse();
    assertThat(server.workingTables()).isZero();
  }

  @Test
  void dropsAResultWhoseLockIsLost() {
    HeldItem item = new HeldItem(task(COPY).build(), 1);
    item.lose();

    handler.handle(item);

    assertThat(events).hasSize(1);
    assertThat(server.workingTables()).isZero();
  }

  @Test
  void cleansUpThoughItsThreadIsInterrupted() throws Exception {
    HeldItem item = new HeldItem(task(SLOW).setSettings(Map.of("max_block_size", "10")).build(), 1);
    Thread thread = Thread.ofVirtual().start(() -> handler.handle(item));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> server.runs("t00001") && server.workingTables() == 1);

    thread.interrupt();

    assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    assertThat(server.runs("t00001")).isFalse();
    assertThat(server.workingTables()).isZero();
  }

  private WorkOutcome handle(Task task, int delivery) {
    return handler.handle(new HeldItem(task, delivery));
  }

  private Task.Builder task(String sql) {
    return TestTasks.task(server.database(), sql.formatted(server.database()));
  }

  private static String name(TableRef ref) {
    return ref.getDatabase() + "." + ref.getTable();
  }
}
