package io.hindcast.systemtests.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.TaskRun;
import io.hindcast.localstack.services.ServiceProcess;
import io.hindcast.systemtests.stack.Days;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Workers are added while a backfill runs, and die by SIGKILL again and again. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class WorkersComeAndGoIT {
  private static final SystemStack STACK = SystemStack.shared();
  private static final Logger LOG = LoggerFactory.getLogger(WorkersComeAndGoIT.class);
  private static final int DAYS = 24;
  private static final int BETWEEN_DEATHS = 8;
  private static final int SLOTS = 2;

  private final List<ServiceProcess> workers = new ArrayList<>();
  private final List<ServiceProcess> added = new ArrayList<>();
  private int deaths;

  @AfterEach
  void closeAdded() {
    added.forEach(ServiceProcess::close);
  }

  @Test
  void everyTaskCountsOnceWhileWorkersComeAndDie() {
    ServiceProcess second = STACK.process("worker-2");
    second.kill();
    workers.add(STACK.process("worker-1"));
    recompute();

    second.restart();
    workers.add(second);
    recompute();

    add();
    add();
    Set<String> ran = recompute();
    assertThat(ran).as("workers that did something").hasSizeGreaterThan(2);
  }

  private void add() {
    ServiceProcess worker = STACK.addWorker();
    added.add(worker);
    workers.add(worker);
  }

  /** A whole backfill under deaths; answers which workers have run what counts. */
  private Set<String> recompute() {
    Days days = Days.create(STACK.clickhouse(), "workers_" + workers.size(), DAYS);
    long began = System.nanoTime();
    int deathsBefore = deaths;
    UUID id = STACK.backfills().request(days.spec(SLOTS * workers.size()));
    reap(id);

    Backfill ended = STACK.backfills().end(id);
    LOG.info(
        "{} workers, {} deaths: {} tasks in {} ms",
        workers.size(),
        deaths - deathsBefore,
        DAYS,
        (System.nanoTime() - began) / 1_000_000);
    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    days.assertRecomputed();
    assertThat(STACK.swaps().completed(id).getPartitions()).hasSize(DAYS);
    STACK.assertNothingLeft(id);
    return eachOnce(STACK.backfills().tasks(id));
  }

  /**
   * Kills one worker after the other and starts each again, as long as there is something to do.
   */
  private void reap(UUID id) {
    for (long done = BETWEEN_DEATHS; done < DAYS; done = done(id) + BETWEEN_DEATHS) {
      long next = done;
      STACK.backfills().until(id, it -> it.progress().tasksDone() >= next);
      ServiceProcess victim = workers.get(deaths++ % workers.size());
      victim.kill();
      victim.restart();
    }
  }

  private static long done(UUID id) {
    return STACK.backfills().find(id).map(it -> it.progress().tasksDone()).orElse(0L);
  }

  private static Set<String> eachOnce(List<TaskRun> tasks) {
    assertThat(tasks)
        .hasSize(DAYS)
        .allSatisfy(task -> assertThat(task.state()).as(task.taskId()).isEqualTo("PROMOTED"));
    assertThat(tasks.stream().flatMap(task -> task.partitions().stream()))
        .hasSize(DAYS)
        .doesNotHaveDuplicates();
    return tasks.stream().map(TaskRun::workerId).collect(Collectors.toSet());
  }
}
