package io.hindcast.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workers: how many take tasks, with how many slots, and each of them. */
public record Fleet(int serving, int slots, List<Worker> workers) {
  /** What the planner leaves out is empty. */
  public Fleet {
    workers = Lists.of(workers);
  }

  /** Whether something is wrong with one of them. */
  public boolean ailing() {
    return workers.stream().anyMatch(Worker::ailing);
  }

  /** One worker; {@code condition} is WELL, LEAVING, SILENT, POISONED or SLOW. */
  public record Worker(
      String workerId,
      @Nullable String host,
      @Nullable String version,
      String state,
      String condition,
      @Nullable String message,
      int slots,
      List<String> tasks,
      long done,
      long failed,
      double rowsPerSecond,
      @Nullable String seenAt) {
    /** What the planner leaves out is empty. */
    public Worker {
      tasks = Lists.of(tasks);
    }

    /** Whether somebody should look after it. */
    public boolean ailing() {
      return switch (condition) {
        case "SILENT", "POISONED", "SLOW" -> true;
        default -> false;
      };
    }
  }
}
