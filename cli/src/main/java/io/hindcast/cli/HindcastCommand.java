package io.hindcast.cli;

import io.hindcast.cli.command.Commands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command; without a command it says what there is. */
@Command(
    name = "hindcast",
    mixinStandardHelpOptions = true,
    version = "hindcast ${HINDCAST_VERSION:-0.1.0-SNAPSHOT}",
    description =
        "Reprocesses history: recomputes partitions, proves them right, swaps them in at once.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; a backfill that was waited for is swapped in",
      "1:the backfill ended without a swap, or its plan has errors",
      "2:the command line is wrong",
      "3:the spec is wrong; every problem is listed with its line",
      "4:not found, or not in a state that allows this",
      "5:the planner does not answer",
      "69:this machine lacks something that the local stack needs",
      "70:a defect of Hindcast"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast plan backfill.yaml              what would it do?",
      "  hindcast submit --wait backfill.yaml     do it",
      "  hindcast runs                            what has been done?",
      "",
      "HINDCAST_API and HINDCAST_TOKEN name the planner; without them it is the local stack's.",
      "NO_COLOR=1 turns colours off, HINDCAST_DEBUG=1 shows stack traces."
    })
public final class HindcastCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private HindcastCommand() {}

  /** A command line with the commands that speak to a planner. */
  public static CommandLine commandLine(CliContext context) {
    CommandLine root = new CommandLine(new HindcastCommand());
    Commands.all(context).forEach(line -> root.addSubcommand(line.getCommandName(), line));
    return root;
  }

  /** Runs the arguments; the exit code. Nothing is thrown. */
  public static int execute(CommandLine root, CliContext context, String... arguments) {
    ErrorReporter errors = new ErrorReporter(context);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setOut(context.terminal().out()).setErr(context.terminal().err());
    root.setColorScheme(errors.colorScheme());
    root.setUsageHelpWidth(context.terminal().columns());
    root.setUsageHelpAutoWidth(false);
    root.setExecutionExceptionHandler(errors);
    root.setParameterExceptionHandler(errors);
    return root.execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }
}
