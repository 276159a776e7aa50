package io.hindcast.cli;

import io.hindcast.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs commands inside the test's JVM. */
public final class CliRun {
  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();

  /** What a command left behind. */
  public record Result(int exitCode, String out, String err) {}

  public CliRun(Path directory) {
    this.directory = directory;
  }

  public CliRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public CliRun against(FakePlanner planner) {
    return with("HINDCAST_API", planner.url()).with("HINDCAST_TOKEN", FakePlanner.TOKEN);
  }

  public Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = Terminal.plain(new PrintWriter(out), new PrintWriter(err));
    CliContext context = new CliContext(terminal, environment, directory, directory);
    int code = HindcastCommand.execute(HindcastCommand.commandLine(context), context, arguments);
    return new Result(code, out.toString(), err.toString());
  }
}
