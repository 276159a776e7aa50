package io.hindcast.cli;

import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into one line each and an exit code. */
final class ErrorReporter implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final CliContext context;

  ErrorReporter(CliContext context) {
    this.context = context;
  }

  ColorScheme colorScheme() {
    Ansi ansi = terminal().paint(Style.BOLD, "x").equals("x") ? Ansi.OFF : Ansi.ON;
    return CommandLine.Help.defaultColorScheme(ansi);
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
    trace(e);
    if (e instanceof CliException known) {
      complain(String.valueOf(known.getMessage()));
      return known.exitCode().code();
    }
    complain(
        "Internal error: %s. This is a defect; run again with HINDCAST_DEBUG=1 for its trace."
            .formatted(e));
    return ExitCode.INTERNAL.code();
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    trace(e);
    complain(String.valueOf(e.getMessage()));
    boolean suggested = UnmatchedArgumentException.printSuggestions(e, terminal().err());
    if (!suggested) {
      String name = e.getCommandLine().getCommandSpec().qualifiedName();
      terminal().note("See '%s --help'.".formatted(name));
    }
    return ExitCode.USAGE.code();
  }

  private void complain(String message) {
    terminal().note(terminal().paint(Style.BAD, "hindcast: ") + message);
  }

  private void trace(Exception e) {
    if (context.variable("HINDCAST_DEBUG").isPresent()) {
      e.printStackTrace(terminal().err());
    }
  }

  private Terminal terminal() {
    return context.terminal();
  }
}
