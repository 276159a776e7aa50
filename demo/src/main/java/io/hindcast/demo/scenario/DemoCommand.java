package io.hindcast.demo.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindcast.cli.CliContext;
import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.command.OutputOptions;
import io.hindcast.cli.connection.LocalStackDescription.Endpoints;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Terminal;
import io.hindcast.demo.stack.StackSupervision;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole story on a machine of one's own. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Fix a bug in half a year of a table while others read and write it, and prove that all went"
          + " well. Takes two to three minutes; needs npm for the first download."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast demo",
      "  hindcast demo --keep                   leave the stack up to look around",
      "  hindcast demo --output json            the report as JSON; progress goes to standard error",
      "",
      "Ends with 0 only if every claim of the report holds."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where data and logs are kept. A stack that is up there is used. Default: a temporary directory.")
  private @Nullable Path directory;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "How many workers to start. Default: ${DEFAULT-VALUE}.")
  private int workers = 2;

  @Option(names = "--keep", description = "Leave the stack up and its directory in place.")
  private boolean keep;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the report as JSON to this file too.")
  private @Nullable Path report;

  @Mixin private final OutputOptions output = new OutputOptions();

  private final CliContext context;

  /** Of this invocation. */
  public DemoCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    DemoReport result = run();
    if (output.json()) {
      context.terminal().line(json(result));
    } else {
      new ReportPage(context.terminal(), result).lines().forEach(context.terminal()::line);
    }
    if (report != null) {
      write(context.workingDirectory().resolve(report), json(result));
    }
    return (result.ok() ? ExitCode.OK : ExitCode.FAILED).code();
  }

  private DemoReport run() {
    Terminal terminal = narration();
    terminal.line(
        terminal.paint(Style.BOLD, "Hindcast demo: ")
            + "fixing a bug in half a year of flights, under readers and writers");
    Path data = data();
    DemoDirectory place = place();
    try (DemoStack stack =
        new DemoStack(new StackSupervision(context, place.path()), place, keep)) {
      terminal.line("Starting Kafka, PostgreSQL, ClickHouse and the services in " + place.path());
      long begin = System.nanoTime();
      Endpoints endpoints = stack.start(workers);
      double seconds = Timing.secondsSince(begin);
      terminal.line("Ready after %.1f s, with %d workers".formatted(seconds, workers));
      DemoReport result = new Scenario(terminal, endpoints, seconds).run(data);
      terminal.line(
          stack.stays()
              ? "The stack stays up; stop it with 'hindcast down --dir %s'".formatted(place.path())
              : "Stopping the stack");
      return result;
    }
  }

  private DemoDirectory place() {
    return DemoDirectory.of(
        Optional.ofNullable(directory).map(context.workingDirectory()::resolve), keep);
  }

  private Terminal narration() {
    Terminal terminal = context.terminal();
    return output.json() ? Terminal.plain(terminal.err(), terminal.err()) : terminal;
  }

  private static Path data() {
    try {
      return FlightTables.file();
    } catch (PrerequisiteMissing e) {
      throw new CliException(ExitCode.PREREQUISITE, String.valueOf(e.getMessage()), e);
    }
  }

  private static String json(DemoReport result) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot render the report", e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the report to " + file, e);
    }
  }
}
