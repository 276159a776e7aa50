package io.hindcast.systemtests.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.TaskRun;
import io.hindcast.systemtests.stack.Days;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People pause, resume, cancel and retry, and processes die meanwhile. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class StopAndGoIT {
  private static final Logger LOG = LoggerFactory.getLogger(StopAndGoIT.class);
  private static final SystemStack STACK = SystemStack.shared();

  @Test
  void aPauseOutlivesThePlannerAndNothingRunsMeanwhile() {
    Days days = Days.create(STACK.clickhouse(), "paused", 24);
    UUID id = STACK.backfills().request(days.spec(4));
    STACK.backfills().until(id, it -> it.progress().tasksDone() > 2);

    STACK.api().control(id, "PAUSE", Optional.of("system test"));
    long began = System.nanoTime();
    STACK.backfills().until(id, it -> it.paused() && it.progress().tasksRunning() == 0);
    LOG.info("Paused within {} ms", Duration.ofNanos(System.nanoTime() - began).toMillis());
    assertThat(STACK.clickhouse().isWorkingOn(id)).isFalse();
    long done = STACK.backfills().find(id).orElseThrow().progress().tasksDone();
    STACK.process("planner").kill();
    STACK.process("planner").restart();
    Backfill paused = STACK.backfills().until(id, Backfill::paused);
    assertThat(paused.state()).isEqualTo("RUNNING");
    assertThat(paused.progress().tasksRunning()).isZero();
    assertThat(paused.progress().tasksDone()).isLessThan(24).isLessThanOrEqualTo(done + 4);

    STACK.api().control(id, "RESUME", Optional.empty());
    assertSwapped(id, days);
  }

  @Test
  void aCancelIsAcknowledgedWhenNothingRunsAndNothingCanStart() {
    Days days = Days.create(STACK.clickhouse(), "cancelled", 40);
    List<String> before = found("cancelled");
    UUID id = STACK.backfills().request(days.spec(8));
    STACK.backfills().until(id, it -> it.progress().tasksDone() > 2);
    STACK.backfills().taskInTheMiddle(id);

    STACK.api().control(id, "CANCEL", Optional.of("system test"));
    long began = System.nanoTime();
    STACK.backfills().until(id, "CANCELLED");
    boolean working = STACK.clickhouse().isWorkingOn(id);
    LOG.info("Cancelled within {} ms", Duration.ofNanos(System.nanoTime() - began).toMillis());

    assertThat(working).as("queries alive after the acknowledgement").isFalse();
    STACK.assertNothingLeft(id);
    assertThat(found("cancelled")).isEqualTo(before);
  }

  @Test
  void aCancelOutlivesThePlanner() {
    Days days = Days.create(STACK.clickhouse(), "cancelled_twice", 40);
    UUID id = STACK.backfills().request(days.spec(8));
    STACK.backfills().until(id, it -> it.progress().tasksDone() > 2);

    STACK.api().control(id, "CANCEL", Optional.of("system test"));
    STACK.process("planner").kill();
    STACK.process("planner").restart();

    STACK.backfills().until(id, "CANCELLED");
    assertThat(STACK.clickhouse().isWorkingOn(id)).isFalse();
    STACK.assertNothingLeft(id);
  }

  @Test
  void aRetryRunsWhatHadFailedAndNothingElse() {
    Days days = Days.create(STACK.clickhouse(), "retried", 12);
    days.breakDay(7);
    UUID id = STACK.backfills().request(days.spec(2));
    Backfill failed = STACK.backfills().end(id);
    assertThat(failed.state()).isEqualTo("FAILED");
    assertThat(String.valueOf(failed.reason())).contains("This day is broken");
    Map<String, String> doneBefore = workersOfPromoted(id);
    assertThat(doneBefore).isNotEmpty();

    days.mend();
    STACK.api().control(id, "RETRY", Optional.of("mended"));
    STACK.backfills().until(id, it -> it.state().equals("SWAPPED"));

    days.assertRecomputed();
    Map<String, Integer> generations =
        STACK.backfills().tasks(id).stream()
            .filter(task -> doneBefore.containsKey(task.taskId()))
            .collect(Collectors.toMap(TaskRun::taskId, TaskRun::attempt));
    assertThat(generations.values()).as("attempts of what was done before").containsOnly(1);
    assertThat(workersOfPromoted(id)).containsAllEntriesOf(doneBefore);
  }

  private static Map<String, String> workersOfPromoted(UUID id) {
    return STACK.backfills().tasks(id).stream()
        .filter(task -> task.state().equals("PROMOTED"))
        .collect(Collectors.toMap(TaskRun::taskId, task -> String.valueOf(task.workerId())));
  }

  private static List<String> found(String database) {
    return STACK.clickhouse().rows("SELECT * FROM %s.daily ORDER BY ALL".formatted(database));
  }

  private static void assertSwapped(UUID id, Days days) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> STACK.backfills().end(id).state(), "SWAPPED"::equals);
    days.assertRecomputed();
  }
}
