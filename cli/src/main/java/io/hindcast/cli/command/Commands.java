package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The commands that speak to a planner, in the order in which help lists them. */
public final class Commands {
  private Commands() {}

  /** A fresh set for one invocation. */
  public static List<CommandLine> all(CliContext context) {
    List<CommandLine> all = new ArrayList<>();
    all.add(new CommandLine(new PlanCommand(context)));
    all.add(new CommandLine(new SubmitCommand(context)));
    all.add(new CommandLine(new StatusCommand(context)));
    all.add(new CommandLine(new WatchCommand(context)));
    all.add(new CommandLine(new RunsCommand(context)));
    for (ControlAction action : ControlAction.values()) {
      all.add(ControlCommand.commandLine(context, action));
    }
    all.add(new CommandLine(new RollbackCommand(context)));
    all.add(new CommandLine(new WorkersCommand(context)));
    all.add(new CommandLine(new PoolsCommand(context)));
    all.add(new CommandLine(new JanitorCommand(context)));
    all.add(new CommandLine(new DeadLettersCommand(context)));
    all.add(new CommandLine(new DoctorCommand(context)));
    return all;
  }
}
