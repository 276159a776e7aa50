package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.PlannerApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a backfill's progress until it ends. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = "Show a backfill's progress until it ends.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast watch 0b9c7c1e",
      "  hindcast watch --output json 0b9c7c1e    (one line of JSON per change)",
      "",
      "Ends with 0 when the backfill was swapped in, 1 when it ended otherwise, 6 when it was swapped",
      "in but a view beside its target does not work as before."
    })
final class WatchCommand extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The backfill's id or the beginning of it.")
  private String id = "";

  WatchCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run(PlannerApi api) {
    BackfillWatch watch = new BackfillWatch(api, terminal());
    return json()
        ? watch.stream(BackfillIds.resolve(api, id))
        : watch.follow(BackfillIds.resolve(api, id), false);
  }
}
