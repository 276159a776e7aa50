package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.Examination;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Reply;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Table;
import picocli.CommandLine.Command;

/** Examines the installation. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Examine the planner and what it depends on.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast doctor",
      "  hindcast doctor --api https://hindcast.example.com --token-file ~/.hindcast-token",
      "",
      "Ends with 0 when nothing has failed, warnings included, and 1 when something has."
    })
final class DoctorCommand extends ApiCommand {
  DoctorCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run(PlannerApi api) {
    Reply<Examination> reply = api.doctor();
    if (json()) {
      print(reply.json());
    } else {
      print(table(reply.value()).lines(terminal(), ""));
    }
    return reply.value().ok() ? ExitCode.OK : ExitCode.FAILED;
  }

  private Table table(Examination examination) {
    Table table = new Table().left("CHECK").left("").left("DETAIL");
    for (Examination.Check check : examination.checks()) {
      table.row(check.name(), mark(check), check.detail() == null ? "" : check.detail());
    }
    return table;
  }

  private String mark(Examination.Check check) {
    if (!check.ok()) {
      return terminal().paint(Style.BAD, "FAILED");
    }
    return check.warning()
        ? terminal().paint(Style.WARN, "WARNING")
        : terminal().paint(Style.GOOD, "ok");
  }
}
