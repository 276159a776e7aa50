package io.hindcast.demo;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.HindcastCommand;
import io.hindcast.cli.terminal.Terminal;
import io.hindcast.demo.scenario.DemoCommand;
import io.hindcast.demo.stack.StackCommands;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** Main of the launcher: all commands. */
public final class HindcastMain {
  private HindcastMain() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    Path home = Path.of(System.getProperty("hindcast.home", ".")).toAbsolutePath().normalize();
    CliContext context =
        new CliContext(terminal(environment), environment, Path.of("").toAbsolutePath(), home);
    System.exit(HindcastCommand.execute(commandLine(context), context, args));
  }

  /** A command line with all commands. */
  static CommandLine commandLine(CliContext context) {
    CommandLine root = HindcastCommand.commandLine(context);
    StackCommands.all(context).forEach(line -> root.addSubcommand(line.getCommandName(), line));
    root.addSubcommand("demo", new CommandLine(new DemoCommand(context)));
    return root;
  }

  private static Terminal terminal(Map<String, String> environment) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int columns = Integer.getInteger("hindcast.columns", 0);
    if (columns <= 0) {
      return Terminal.plain(out, err);
    }
    boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return Terminal.interactive(
        out, err, columns, new Terminal.Abilities(colours, speaksUtf8(environment)));
  }

  private static boolean speaksUtf8(Map<String, String> environment) {
    String locale =
        environment.getOrDefault(
            "LC_ALL", environment.getOrDefault("LC_CTYPE", environment.getOrDefault("LANG", "")));
    return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
  }
}
