package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.terminal.Style;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits a spec. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = "Submit a spec and print the backfill's id.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast submit backfill.yaml",
      "  hindcast submit --wait backfill.yaml && ./refresh-dashboards",
      "  hindcast submit --wait --reprocess changed backfill.yaml",
      "  hindcast submit --id 0b9c7c1e-6f0e-4a57-9d2a-3c1f6b0f9a11 backfill.yaml",
      "",
      "With --wait it ends when the backfill ends: 0 only if it was swapped in or its scope left nothing",
      "to do, 6 if it was swapped in but a view beside its target does not work as before, else 1."
    })
final class SubmitCommand extends ApiCommand {
  @Mixin private final SpecOptions spec = new SpecOptions();

  @Option(
      names = {"-w", "--wait"},
      description = "Wait until the backfill ends; shows its progress.")
  private boolean wait;

  @Option(
      names = "--id",
      paramLabel = "UUID",
      description =
          "The backfill's id. Submitting the same id again starts nothing. Default: a new one.")
  private @Nullable UUID id;

  SubmitCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run(PlannerApi api) {
    UUID backfill = id == null ? UUID.randomUUID() : id;
    return spec.send(
        context(),
        yaml -> {
          var answer = api.submit(yaml, backfill);
          if (wait) {
            return new BackfillWatch(api, terminal()).follow(backfill, json());
          }
          if (json()) {
            print(answer);
          } else {
            terminal().line(backfill.toString());
            terminal()
                .note(terminal().paint(Style.DIM, "Follow it with: hindcast watch " + backfill));
          }
          return ExitCode.OK;
        });
  }
}
