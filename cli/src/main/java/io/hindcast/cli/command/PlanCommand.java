package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.ApiRefused;
import io.hindcast.cli.api.Plan;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Reply;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what a spec would do. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Print what a spec would do: partitions, tasks, waves, rows, disk, time. Changes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast plan backfill.yaml",
      "  hindcast plan --tasks backfill.yaml",
      "  hindcast plan --reprocess changed backfill.yaml",
      "  hindcast plan --output json backfill.yaml | jq .rowsToRead",
      "",
      "Ends with 0 when the spec could be submitted, 1 when the plan has errors, 3 when the spec is wrong."
    })
final class PlanCommand extends ApiCommand {
  @Mixin private final SpecOptions spec = new SpecOptions();

  @Option(names = "--tasks", description = "List every task too.")
  private boolean tasks;

  PlanCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run(PlannerApi api) {
    return spec.send(
        context(),
        yaml -> {
          try {
            return show(api.plan(yaml));
          } catch (ApiRefused e) {
            return refused(e);
          }
        });
  }

  /** Everything that was found, one below the other; other refusals are told as ever. */
  private ExitCode refused(ApiRefused e) {
    if (e.findings().isEmpty() || json()) {
      throw e;
    }
    e.schemas().forEach(schema -> print(SchemaLines.of(terminal(), schema)));
    e.findings().forEach(finding -> terminal().note(FindingLines.of(terminal(), finding)));
    return ExitCode.FAILED;
  }

  private void show(Plan plan) {
    PlanPage page = new PlanPage(terminal(), plan);
    print(page.lines());
    if (tasks) {
      print(page.taskLines());
    }
  }

  private ExitCode show(Reply<Plan> reply) {
    if (json()) {
      print(reply.json());
    } else {
      reply.value().each().forEach(this::show);
    }
    return reply.value().rejected() ? ExitCode.FAILED : ExitCode.OK;
  }
}
