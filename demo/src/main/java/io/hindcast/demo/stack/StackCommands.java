package io.hindcast.demo.stack;

import io.hindcast.cli.CliContext;
import java.util.List;
import picocli.CommandLine;

/** The commands that start and stop the local stack. */
public final class StackCommands {
  private StackCommands() {}

  /** A fresh set for one invocation. */
  public static List<CommandLine> all(CliContext context) {
    return List.of(
        new CommandLine(new UpCommand(context)), new CommandLine(new DownCommand(context)));
  }
}
