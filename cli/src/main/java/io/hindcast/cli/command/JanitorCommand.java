package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.JanitorReport;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Reply;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Table;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets the janitor run, or tells what it would do. */
@Command(
    name = "janitor",
    mixinStandardHelpOptions = true,
    description = "Drop tables that nothing needs any more; name those that nobody knows.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast janitor --dry-run",
      "  hindcast janitor",
      "  hindcast janitor --dry-run -o json | jq '.tables[] | select(.action == \"ORPHAN\") | .table'",
      "",
      "The planner does this by itself now and then (planner.janitor-interval). Orphans are never",
      "dropped: look at them and drop them by hand. Ends with 1 when a table could not be dropped."
    })
final class JanitorCommand extends ApiCommand {
  @Option(names = "--dry-run", description = "Only tell what would be done. Changes nothing.")
  private boolean dryRun;

  JanitorCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run(PlannerApi api) {
    Reply<JanitorReport> reply = dryRun ? api.janitorDryRun() : api.janitorRun();
    if (json()) {
      print(reply.json());
    } else {
      show(reply.value());
    }
    return reply.value().failed() ? ExitCode.FAILED : ExitCode.OK;
  }

  private void show(JanitorReport report) {
    if (!report.tables().isEmpty()) {
      print(table(report).lines(terminal(), ""));
    }
    String rest = "%s tables in use or kept".formatted(Figures.count(report.kept()));
    terminal()
        .line(
            report.tables().isEmpty()
                ? "Nothing to do, " + rest + "."
                : "%s%s.".formatted(rest, report.dryRun() ? "; nothing was changed" : ""));
  }

  private Table table(JanitorReport report) {
    Table table =
        new Table()
            .left("")
            .left("TABLE")
            .left("BACKFILL")
            .right("ROWS")
            .right("SIZE")
            .left("REASON");
    for (JanitorReport.Table line : report.tables()) {
      table.row(
          terminal().paint(style(line.action()), action(line.action())),
          line.table(),
          orDash(line.backfillId()),
          line.rows() == null ? "-" : Figures.count(line.rows()),
          line.bytes() == null ? "-" : Figures.bytes(line.bytes()),
          orDash(line.reason()));
    }
    return table;
  }

  private static String action(String action) {
    return action.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Style style(String action) {
    return switch (action) {
      case "FAILED" -> Style.BAD;
      case "ORPHAN" -> Style.WARN;
      default -> Style.ACCENT;
    };
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }
}
