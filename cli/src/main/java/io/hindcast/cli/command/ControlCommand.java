package io.hindcast.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for a change of course. */
@Command(mixinStandardHelpOptions = true, footerHeading = "%nExamples:%n")
final class ControlCommand extends ApiCommand {
  /** An approval in these states swaps forward again. */
  private static final Set<String> REVERSED = Set.of("ROLLED_BACK", "SWAPPING_AGAIN");

  private static final String CONTENT = "--content";

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

  @Spec private CommandSpec spec = CommandSpec.create();

  private ControlCommand(CliContext context, ControlAction action) {
    super(context);
    this.action = action;
  }

  static CommandLine commandLine(CliContext context, ControlAction action) {
    CommandLine line = new CommandLine(new ControlCommand(context, action));
    line.getCommandSpec().name(action.verb());
    if (action == ControlAction.APPROVE) {
      line.getCommandSpec().addOption(contentOption());
    }
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

  private static OptionSpec contentOption() {
    return OptionSpec.builder(CONTENT)
        .paramLabel("DIGEST")
        .type(String.class)
        .description(
            "Approve this content, as 'status' names it, and no other. Default: what is there.")
        .build();
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
      return approve(api, backfill, before);
    }
    ControlWait waiting = new ControlWait(api, terminal());
    var answer = api.control(backfill, action.name(), Optional.ofNullable(reason));
    return wait ? await(api, backfill, waiting) : tell(backfill, answer);
  }

  /** For the content that is there now: should it change on the way, the approval is refused. */
  private ExitCode approve(PlannerApi api, UUID backfill, Backfill before) {
    Optional<String> shown = Optional.ofNullable(before.content()).map(Backfill.Content::digest);
    Optional<String> named = Optional.ofNullable(spec.findOption(CONTENT).getValue());
    var answer =
        api.control(backfill, action.name(), Optional.ofNullable(reason), named.or(() -> shown));
    return wait
        ? new ApprovalWait(api, terminal()).follow(backfill, before, json())
        : tell(backfill, answer);
  }

  private ExitCode tell(UUID backfill, JsonNode answer) {
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
