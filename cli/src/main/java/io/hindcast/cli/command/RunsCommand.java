package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.Outcome;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Reply;
import io.hindcast.cli.api.Run;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists backfills. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "List backfills, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast runs",
      "  hindcast runs --state failed --limit 5",
      "  hindcast runs --output json | jq -r '.backfills[].backfillId'"
    })
final class RunsCommand extends ApiCommand {
  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those in this state, such as running or swapped.")
  private @Nullable String state;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Only those of specs with this name.")
  private @Nullable String name;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many. Default: ${DEFAULT-VALUE}.")
  private int limit = 20;

  RunsCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run(PlannerApi api) {
    Optional<String> wanted = Optional.ofNullable(state).map(text -> text.toUpperCase(Locale.ROOT));
    Reply<List<Run>> reply = api.runs(limit, wanted, Optional.ofNullable(name));
    if (json()) {
      print(reply.json());
    } else if (reply.value().isEmpty()) {
      terminal().note("No backfills.");
    } else {
      print(table(reply.value()).lines(terminal(), ""));
    }
    return ExitCode.OK;
  }

  private Table table(List<Run> runs) {
    Table table =
        new Table()
            .left("ID")
            .left("NAME")
            .left("TARGET")
            .left("STATE")
            .right("DONE")
            .left("SUBMITTED")
            .left("REASON")
            .left("GROUP");
    for (Run run : runs) {
      table.row(
          run.backfillId(),
          run.name(),
          run.target() == null ? "-" : run.target(),
          terminal().paint(StatusPage.style(Outcome.of(run.state())), run.state()),
          Figures.percent(Math.rint(run.percent())),
          run.submittedAt() == null ? "-" : Times.brief(run.submittedAt()),
          reason(run.reason()),
          run.groupId() == null ? "" : run.groupId().substring(0, 8));
    }
    return table;
  }

  private static String reason(Backfill.@Nullable Reason reason) {
    return reason == null || reason.code() == null ? "" : reason.code();
  }
}
