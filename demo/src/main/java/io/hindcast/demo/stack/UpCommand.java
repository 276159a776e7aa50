package io.hindcast.demo.stack;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.command.LocalStackPage;
import io.hindcast.cli.command.OutputOptions;
import io.hindcast.cli.connection.LocalStackFile;
import io.hindcast.localstack.process.Lifetime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the local stack. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Start Kafka, PostgreSQL, ClickHouse and the services on this machine, and leave them running.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast up",
      "  hindcast up --dir /var/tmp/hindcast --workers 4",
      "",
      "A stack that is up already is left as it is; what died of it is started again,",
      "or the exit code is 1. Its data stay in its directory after 'down'."
    })
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where data, logs and addresses are kept. Default: HINDCAST_DIR, else .hindcast in the checkout.")
  private @Nullable Path directory;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "How many workers to start. Default: ${DEFAULT-VALUE}.")
  private int workers = 2;

  @Mixin private final OutputOptions output = new OutputOptions();

  private final CliContext context;

  UpCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path place = LocalStackFile.directory(context, Optional.ofNullable(directory));
    StackSupervision supervision = new StackSupervision(context, place);
    long begin = System.nanoTime();
    boolean started =
        supervision.start(
            new StackSupervision.Request(workers, Lifetime.DETACHED),
            () ->
                context
                    .terminal()
                    .note("Starting Kafka, PostgreSQL, ClickHouse and the services in " + place));
    if (started) {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      context.terminal().note("Ready after %.1f s".formatted(took.toMillis() / 1_000.0));
    }
    boolean whole = started || isWhole(supervision, place);
    supervision.point();
    ExitCode shown = new LocalStackPage(context.terminal(), place).show(output.json());
    return (whole ? shown : ExitCode.FAILED).code();
  }

  /** Says what a stack that was up lacks, and waits until its host has started that again. */
  private boolean isWhole(StackSupervision supervision, Path place) {
    List<String> missing = supervision.missing();
    if (missing.isEmpty()) {
      context.terminal().note("A local stack is up already in " + place);
      return true;
    }
    String names = String.join(", ", missing);
    context
        .terminal()
        .note("A stack runs in %s without %s. Waiting for its restart".formatted(place, names));
    if (supervision.awaitWhole()) {
      context.terminal().note("Restarted " + names);
      return true;
    }
    context
        .terminal()
        .note(
            "It was not restarted; see %s. Stop the rest with 'hindcast down' and start anew"
                .formatted(StackHost.log(place)));
    return false;
  }
}
