package io.hindcast.benchmarks;

import io.hindcast.benchmarks.attempt.AttemptCommand;
import io.hindcast.benchmarks.history.HistoryCommand;
import io.hindcast.benchmarks.lineitem.LineitemCommand;
import io.hindcast.benchmarks.messages.MessagesCommand;
import io.hindcast.benchmarks.plan.PlanCommand;
import io.hindcast.benchmarks.swap.SwapCommand;
import io.hindcast.benchmarks.tasks.TasksCommand;
import io.hindcast.benchmarks.throttle.ThrottleCommand;
import io.hindcast.benchmarks.workers.WorkersCommand;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Main of {@code bin/bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures Hindcast on a stack of its own, which is gone afterwards.",
    subcommands = {
      AttemptCommand.class,
      HistoryCommand.class,
      LineitemCommand.class,
      MessagesCommand.class,
      PlanCommand.class,
      SwapCommand.class,
      TasksCommand.class,
      ThrottleCommand.class,
      WorkersCommand.class
    })
public final class BenchmarksMain {
  private static final int PREREQUISITE = 69;

  private BenchmarksMain() {}

  /** Runs one benchmark; ends with 0 unless it failed. */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new BenchmarksMain());
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      if (e instanceof PrerequisiteMissing) {
        System.err.println("bench: " + e.getMessage());
        return PREREQUISITE;
      }
      throw e;
    });
    System.exit(line.execute(args));
  }
}
