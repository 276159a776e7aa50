package io.hindcast.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.connection.ConnectionOptions;
import io.hindcast.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that speaks to the planner. */
abstract class ApiCommand implements Callable<Integer> {
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  private final CliContext context;

  ApiCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (PlannerApi api = new PlannerApi(connection.connection(context))) {
      return run(api).code();
    }
  }

  /** Does the work with an open client. */
  abstract ExitCode run(PlannerApi api);

  final CliContext context() {
    return context;
  }

  final Terminal terminal() {
    return context.terminal();
  }

  final ConnectionOptions connectionOptions() {
    return connection;
  }

  final boolean json() {
    return output.json();
  }

  final void print(JsonNode value) {
    OutputOptions.print(terminal(), value);
  }

  final void print(List<String> lines) {
    lines.forEach(terminal()::line);
  }
}
