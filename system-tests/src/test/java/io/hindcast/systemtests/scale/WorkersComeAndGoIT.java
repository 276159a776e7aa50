package io.hindcast.systemtests.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.TaskRun;
import io.hindcast.localstack.services.ServiceProcess;
import io.hindcast.systemtests.stack.Days;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers are added while a backfill runs, and die by SIGKILL again and again. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class WorkersComeAndGoIT {
  private static final SystemStack STACK = SystemStack.shared();
  private static final int DAYS = 60;
  private static final int BETWEEN_DEATHS = 8;

  @Test
  void everyTaskCountsOnceWhileWorkersDieAndCome() {
    Days days = Days.create(STACK.clickhouse(), "coming_and_going", DAYS);
    UUID id = STACK.backfills().request(days.spec(6));
    ServiceProcess third = STACK.addWorker();
    List<ServiceProcess> workers =
        List.of(STACK.process("worker-1"), STACK.process("worker-2"), third);

    for (int deaths = 0; deaths * BETWEEN_DEATHS < DAYS - BETWEEN_DEATHS; deaths++) {
      int done = (deaths + 1) * BETWEEN_DEATHS;
      STACK.backfills().until(id, it -> it.progress().tasksDone() >= done);
      ServiceProcess victim = workers.get(deaths % workers.size());
      victim.kill();
      victim.restart();
    }

    Backfill ended = STACK.backfills().end(id);
    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    days.assertRecomputed();
    List<TaskRun> tasks = STACK.backfills().tasks(id);
    assertThat(tasks)
        .hasSize(DAYS)
        .allSatisfy(task -> assertThat(task.state()).as(task.taskId()).isEqualTo("PROMOTED"));
    assertThat(tasks.stream().flatMap(task -> task.partitions().stream()))
        .hasSize(DAYS)
        .doesNotHaveDuplicates();
    Set<String> ran = tasks.stream().map(TaskRun::workerId).collect(Collectors.toSet());
    assertThat(ran).as("workers that did something").hasSizeGreaterThan(3);
    assertThat(STACK.swaps().completed(id).getPartitions()).hasSize(DAYS);
    STACK.assertNothingLeft(id);
    third.close();
  }
}
