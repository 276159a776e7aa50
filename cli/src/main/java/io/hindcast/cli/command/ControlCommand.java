package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.PlannerApi;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for a change of course. */
@Command(mixinStandardHelpOptions = true, footerHeading = "%nExamples:%n")
final class ControlCommand extends ApiCommand {
  /** An approval in these states swaps forward again. */
  private static final Set<String> REVERSED = Set.of("ROLLED_BACK", "SWAPPING_AGAIN");

  private final ControlAction action;

  @Parameters(paramLabel = "ID", description = "The backfill's id or the beginning of it.")
  private String id = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
  private @Nullable String reason;

  @Option(
      names = {"-w", "--wait"},
      description =
          "Wait: for a cancel or pause until nothing of it runs, else until the backfill ends.")
  private boolean wait;

  private ControlCommand(CliContext context, ControlAction action) {
    super(context);
    this.action = action;
  }

  static CommandLine commandLine(CliContext context, ControlAction action) {
    CommandLine line = new CommandLine(new ControlCommand(context, action));
    line.getCommandSpec().name(action.verb());
    line.getCommandSpec()
        .usageMessage()
        .description(action.description())
        .footer(
            "  hindcast %s 0b9c7c1e".formatted(action.verb()),
            "  hindcast %s --reason \"asked for by analytics\" 0b9c7c1e".formatted(action.verb()),
            "",
            "Ends with 4 when the backfill is not in a state that allows this.");
    return line;
  }

  @Override
  ExitCode run(PlannerApi api) {
    UUID backfill = BackfillIds.resolve(api, id);
    if (action == ControlAction.APPROVE) {
      Backfill before = api.backfill(backfill).value();
      if (REVERSED.contains(before.state())) {
        api.control(backfill, action.name(), Optional.ofNullable(reason));
        return new ReversalWait(api, terminal()).follow(backfill, before, json());
      }
    }
    ControlWait waiting = new ControlWait(api, terminal());
    var answer = api.control(backfill, action.name(), Optional.ofNullable(reason));
    if (wait) {
      return await(api, backfill, waiting);
    }
    if (json()) {
      print(answer);
    } else {
      terminal()
          .line("%s: %s is on its way. %s".formatted(backfill, action.verb(), action.effect()));
    }
    return ExitCode.OK;
  }

  private ExitCode await(PlannerApi api, UUID backfill, ControlWait waiting) {
    return switch (action) {
      case CANCEL -> waiting.cancelled(backfill, json());
      case PAUSE -> waiting.paused(backfill, json());
      case RETRY -> waiting.retried(backfill, json());
      case APPROVE, RESUME -> new BackfillWatch(api, terminal()).follow(backfill, json());
    };
  }
}
