package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.connection.LocalStackFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes a backfill, or the local stack. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Describe a backfill; without an id, the local stack.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast status 0b9c7c1e",
      "  hindcast status --tasks 0b9c7c1e",
      "  hindcast status --output json 0b9c7c1e | jq -r .state",
      "  hindcast status --output json | jq -r .endpoints.clickhouse.url",
      "",
      "The description of the local stack has its passwords and token in JSON only. Without a stack it",
      "ends with 4."
    })
final class StatusCommand extends ApiCommand {
  private static final int LINES_MAX = 1000;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The backfill's id or the beginning of it.")
  private @Nullable String id;

  @ArgGroup private final Detail detail = new Detail();

  /** What to show instead of the summary. */
  static final class Detail {
    @Option(names = "--tasks", description = "List the tasks.")
    private boolean tasks;

    @Option(names = "--events", description = "Print the audit log.")
    private boolean events;
  }

  StatusCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() {
    return id == null ? localStack().code() : super.call();
  }

  private ExitCode localStack() {
    Path directory = LocalStackFile.directory(context(), connectionOptions().directory());
    return new LocalStackPage(terminal(), directory).show(json());
  }

  @Override
  ExitCode run(PlannerApi api) {
    UUID backfill = BackfillIds.resolve(api, id == null ? "" : id);
    if (detail.tasks) {
      var reply = api.tasks(backfill, LINES_MAX, Map.of());
      show(reply.json(), () -> print(new DetailPages(terminal()).tasks(reply.value())));
    } else if (detail.events) {
      var reply = api.events(backfill);
      show(reply.json(), () -> print(new DetailPages(terminal()).events(reply.value())));
    } else {
      var reply = api.backfill(backfill);
      show(reply.json(), () -> print(new StatusPage(terminal(), reply.value()).lines()));
    }
    return ExitCode.OK;
  }

  private void show(com.fasterxml.jackson.databind.JsonNode json, Runnable text) {
    if (json()) {
      print(json);
    } else {
      text.run();
    }
  }
}
