package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Reply;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings back what was live before a backfill. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description =
        "Bring back what was live before a backfill, with every row written since. Waits for the outcome.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast rollback 0b9c7c1e",
      "  hindcast rollback --reason \"dashboards look wrong\" 0b9c7c1e",
      "  hindcast approve 0b9c7c1e    (swaps forward again)",
      "",
      "Possible as long as swap.keepPrevious lasts. A follow-up that is under way is given up.",
      "Ends with 0 when the backfill is rolled back, 4 when that was refused."
    })
final class RollbackCommand extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The backfill's id or the beginning of it.")
  private String id = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
  private @Nullable String reason;

  @Option(names = "--no-wait", description = "Do not wait for the outcome.")
  private boolean noWait;

  RollbackCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run(PlannerApi api) {
    UUID backfill = BackfillIds.resolve(api, id);
    Reply<Backfill> before = api.backfill(backfill);
    if (before.value().state().equals("ROLLED_BACK")) {
      return already(backfill, before);
    }
    var answer = api.control(backfill, "ROLLBACK", Optional.ofNullable(reason));
    if (!noWait) {
      return new ReversalWait(api, terminal()).follow(backfill, before.value(), json());
    }
    if (json()) {
      print(answer);
    } else {
      terminal().line("%s: rollback is on its way.".formatted(backfill));
    }
    return ExitCode.OK;
  }

  private ExitCode already(UUID backfill, Reply<Backfill> reply) {
    if (json()) {
      print(reply.json());
    } else {
      terminal().line("%s is rolled back already.".formatted(backfill));
    }
    return ExitCode.OK;
  }
}
