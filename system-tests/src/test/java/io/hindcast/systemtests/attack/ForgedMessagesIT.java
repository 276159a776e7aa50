package io.hindcast.systemtests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.CheckOutcome;
import io.hindcast.schemas.CheckResult;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.LateRowsPolicy;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.StrayPolicy;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRefused;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.SwapStrategy;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.TaskFailed;
import io.hindcast.schemas.TaskStaged;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.Verdict;
import io.hindcast.schemas.VerdictOutcome;
import io.hindcast.schemas.WorkerReport;
import io.hindcast.schemas.WorkerState;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import io.hindcast.systemtests.stack.RawProducer;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever may write to a topic speaks in the name of services, and is not believed. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class ForgedMessagesIT {
  private static final SystemStack STACK = SystemStack.shared();

  @Test
  void nobodyDropsATableByAnEventOfATask() {
    Sales sales = Sales.create(STACK.clickhouse(), "dropped_by_event");
    UUID id = waiting(sales);
    TaskStaged staged =
        TaskStaged.newBuilder()
            .setStagingTable(new TableRef("dropped_by_event", "daily", ""))
            .setPartitions(List.of())
            .setFilteredRows(0)
            .setFence(List.of())
            .setReadRows(0)
            .setReadBytes(0)
            .setDurationMs(0)
            .setPeakMemoryBytes(0)
            .build();

    assertForged(Topics.TASK_EVENTS, id, event(id, staged));
    assertForged(Topics.TASK_EVENTS, UUID.randomUUID(), event(UUID.randomUUID(), staged));

    assertThat(STACK.clickhouse().number("EXISTS TABLE dropped_by_event.daily")).isEqualTo(1);
    approve(id, sales);
  }

  @Test
  void nobodyFailsATaskOfOthers() {
    Sales sales = Sales.create(STACK.clickhouse(), "failed_by_event");
    UUID id = STACK.backfills().request(sales.slowSpec());
    STACK.backfills().taskInTheMiddle(id);
    TaskFailed failed =
        TaskFailed.newBuilder()
            .setCode("TRANSFORM_FAILED")
            .setMessage("It did not")
            .setRetryable(false)
            .build();

    assertForged(Topics.TASK_EVENTS, id, event(id, failed));

    assertSwapped(id, sales);
    assertThat(STACK.backfills().tasks(id)).allMatch(task -> task.generation() == 0);
  }

  @Test
  void nobodyPassesWhatTheValidatorHasNotJudged() {
    Sales sales = Sales.create(STACK.clickhouse(), "passed_by_nobody");
    UUID id = STACK.backfills().request(sales.slowlyJudgedSpec());
    STACK.backfills().until(id, it -> it.state().equals("VALIDATING"));
    Verdict verdict =
        Verdict.newBuilder()
            .setMeta(meta(Verdict.class, id))
            .setValidationId(UUID.randomUUID().toString())
            .setWave(0)
            .setGeneration(0)
            .setOutcome(VerdictOutcome.PASSED)
            .setChecks(List.of(passed("unique(day)"), passed("rowCount")))
            .setPins(List.of())
            .setStaleTasks(List.of())
            .build();

    assertForged(Topics.VERDICTS, id, verdict);

    assertSwapped(id, sales);
    assertThat(STACK.backfills().history(id))
        .filteredOn(line -> line.event().equals("VerdictPassed"))
        .hasSize(2);
  }

  @Test
  void nobodyExchangesTables() {
    Sales live = Sales.create(STACK.clickhouse(), "exchanged_live");
    Sales evil = Sales.create(STACK.clickhouse(), "exchanged_evil");
    List<String> before = live.found(STACK.clickhouse());
    UUID nobody = UUID.randomUUID();

    assertForged(
        Topics.SWAP_REQUESTS,
        nobody,
        swap(nobody, new TableRef(evil.database(), "daily", ""), live));
    UUID id = waiting(evil);
    String shadow = new BackfillNames(id, "hindcast").shadow(0).table();
    assertForged(Topics.SWAP_REQUESTS, id, swap(id, new TableRef("hindcast", shadow, ""), live));

    assertThat(live.found(STACK.clickhouse())).isEqualTo(before);
    approve(id, evil);
  }

  @Test
  void noWorkerRunsAnOrderOfNobody() {
    Sales sales = Sales.create(STACK.clickhouse(), "ordered_by_nobody");
    UUID id = UUID.randomUUID();
    BackfillNames names = new BackfillNames(id, "hindcast");
    Instant from = Instant.parse("2021-03-01T00:00:00Z");
    Task task =
        Task.newBuilder()
            .setMeta(meta(Task.class, id))
            .setTaskId("t00001")
            .setGeneration(0)
            .setAttempt(1)
            .setWave(0)
            .setTargetTable(new TableRef(sales.database(), "daily", ""))
            .setStagingPrefix(
                new TableRef("hindcast", names.stagingPrefix("t00001", 0, 1).table(), ""))
            .setColumns(List.of("day", "total"))
            .setFromTime(from)
            .setToTime(from.plus(Duration.ofDays(1)))
            .setZone("UTC")
            .setPartitions(List.of("20210301"))
            .setSql("SELECT toDate('2021-03-01') AS day, toInt64(count()) AS total FROM system.one")
            .setSources(List.of(new TableRef(sales.database(), "raw", "")))
            .setSourceFrom(from)
            .setSourceTo(from.plus(Duration.ofDays(1)))
            .setStray(StrayPolicy.FAIL)
            .build();

    assertForged(Topics.TASKS, id, task);

    STACK.clickhouse().execute("SYSTEM FLUSH LOGS");
    assertThat(
            STACK
                .clickhouse()
                .number(
                    "SELECT count() FROM system.query_log WHERE startsWith(query_id, '%s')"
                        .formatted(names.queryIdPrefix())))
        .isZero();
  }

  @Test
  void nobodyTellsOfSwapsOrWorkersThatThereAreNot() {
    Sales sales = Sales.create(STACK.clickhouse(), "told_by_nobody");
    UUID id = waiting(sales);
    SwapEvent event =
        SwapEvent.newBuilder()
            .setMeta(meta(SwapEvent.class, id))
            .setSwapId(UUID.randomUUID().toString())
            .setTargetTable(new TableRef(sales.database(), "daily", ""))
            .setSpecName(sales.database())
            .setTransformVersion("2.0.0")
            .setRound(0)
            .setOutcome(new SwapRefused("CONTENT_CHANGED", "It is not", List.of()))
            .build();
    WorkerReport report =
        WorkerReport.newBuilder()
            .setMeta(meta(WorkerReport.class, MessageMeta.NO_BACKFILL))
            .setWorkerId("of-nobody")
            .setHost("nowhere")
            .setVersion("0")
            .setStartedAt(Instant.EPOCH)
            .setSlots(3_000)
            .setState(WorkerState.SERVING)
            .setTasks(List.of())
            .setDone(0)
            .setFailed(0)
            .setFailedInRow(0)
            .setRecentTasks(0)
            .setRecentRows(0)
            .setRecentBusyMs(0)
            .build();

    assertForged(Topics.SWAP_EVENTS, id, event);
    assertForged(Topics.WORKERS, id, report);

    assertThat(STACK.api().workers().value().workers())
        .extracting(worker -> worker.workerId())
        .doesNotContain("of-nobody");
    assertThat(STACK.api().backfill(id).value().swaps()).isEmpty();
    approve(id, sales);
  }

  @Test
  void whatWasSentIsNotBelievedOnceItIsAltered() {
    Sales sales = Sales.create(STACK.clickhouse(), "altered");
    UUID id = waiting(sales);
    byte[] sent = STACK.said("planner", "validations", id);
    ValidationRequest request = MessageCodec.standard().decode(ValidationRequest.class, sent);
    ValidationRequest altered =
        ValidationRequest.newBuilder(request).setWave(request.getWave() + 1).build();

    assertForged(Topics.VALIDATIONS, id, altered);
    producer().send(Topics.VALIDATIONS, id.toString(), sent);
    approve(id, sales);
  }

  private static UUID waiting(Sales sales) {
    UUID id = STACK.backfills().request(sales.approvedSpec());
    STACK.backfills().until(id, "AWAITING_APPROVAL");
    return id;
  }

  private static void approve(UUID id, Sales sales) {
    STACK.api().control(id, "APPROVE", Optional.empty());
    assertSwapped(id, sales);
  }

  private static void assertSwapped(UUID id, Sales sales) {
    Backfill ended = STACK.backfills().end(id);
    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    assertThat(sales.found(STACK.clickhouse())).isEqualTo(sales.expected(STACK.clickhouse()));
  }

  private static <T extends SpecificRecord> void assertForged(Topic<T> topic, UUID key, T message) {
    byte[] bytes = MessageCodec.standard().encode(message);
    producer().send(topic, key.toString(), bytes);
    DeadLetter letter = STACK.deadLetters().of(topic.name(), bytes);
    assertThat(letter.getCode()).as(letter.getMessage()).isEqualTo("MESSAGE_FORGED");
    assertThat(letter.getMessage()).contains("none that the", "has sent");
  }

  private static SwapRequest swap(UUID id, TableRef shadow, Sales live) {
    return SwapRequest.newBuilder()
        .setMeta(meta(SwapRequest.class, id))
        .setSwapId(UUID.randomUUID().toString())
        .setTargetTable(new TableRef(live.database(), "daily", ""))
        .setShadowTable(shadow)
        .setStrategy(SwapStrategy.EXCHANGE)
        .setPins(List.of())
        .setSpecName("evil")
        .setTransformVersion("1")
        .setRound(0)
        .setKeepPreviousMs(0)
        .setLateRows(LateRowsPolicy.SOURCE)
        .build();
  }

  private static TaskEvent event(UUID id, Object outcome) {
    return TaskEvent.newBuilder()
        .setMeta(meta(TaskEvent.class, id))
        .setTaskId("t00001")
        .setGeneration(0)
        .setAttempt(1)
        .setDelivery(1)
        .setWorkerId("worker-1")
        .setOutcome(outcome)
        .build();
  }

  private static CheckResult passed(String name) {
    return CheckResult.newBuilder()
        .setName(name)
        .setOutcome(CheckOutcome.PASSED)
        .setExpected("")
        .setActual("")
        .setMessage("")
        .setPartitions(List.of())
        .build();
  }

  private static Meta meta(Class<? extends SpecificRecord> type, UUID id) {
    return MessageMeta.stamp(
        type, UUID.randomUUID(), id, Instant.now().truncatedTo(ChronoUnit.MICROS), null);
  }

  private static RawProducer producer() {
    return new RawProducer(STACK.bootstrap());
  }
}
