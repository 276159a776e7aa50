package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.Fleet;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Reply;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Table;
import picocli.CommandLine.Command;

/** Lists the workers. */
@Command(
    name = "workers",
    mixinStandardHelpOptions = true,
    description = "List the workers and what is to be thought of each.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast workers",
      "  hindcast workers -o json | jq '.workers[] | select(.condition == \"SLOW\") | .workerId'",
      "",
      "SILENT: not heard of and presumed gone. POISONED: its attempts fail for reasons of its own"
          + " while",
      "others succeed. SLOW: far fewer rows a second than the others. Ends with 1 when one of them"
          + " is."
    })
final class WorkersCommand extends ApiCommand {
  WorkersCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run(PlannerApi api) {
    Reply<Fleet> reply = api.workers();
    if (json()) {
      print(reply.json());
    } else {
      show(reply.value());
    }
    return reply.value().ailing() ? ExitCode.FAILED : ExitCode.OK;
  }

  private void show(Fleet fleet) {
    if (!fleet.workers().isEmpty()) {
      print(table(fleet).lines(terminal(), ""));
    }
    terminal()
        .line("%d workers take tasks, with %d slots.".formatted(fleet.serving(), fleet.slots()));
  }

  private Table table(Fleet fleet) {
    Table table =
        new Table()
            .left("WORKER")
            .left("STATE")
            .left("CONDITION")
            .right("BUSY")
            .right("DONE")
            .right("FAILED")
            .right("RATE")
            .left("");
    for (Fleet.Worker worker : fleet.workers()) {
      table.row(
          worker.workerId(),
          worker.state(),
          terminal().paint(worker.ailing() ? Style.BAD : Style.GOOD, worker.condition()),
          "%d/%d".formatted(worker.tasks().size(), worker.slots()),
          Figures.count(worker.done()),
          Figures.count(worker.failed()),
          Figures.rate(worker.rowsPerSecond()),
          worker.message() == null ? "" : worker.message());
    }
    return table;
  }
}
