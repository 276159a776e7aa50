package io.hindcast.demo.stack;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.connection.LocalStackFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops the local stack. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stop the local stack. Its data stay.",
    footerHeading = "%nExamples:%n",
    footer = {"  hindcast down", "  hindcast down --dir /var/tmp/hindcast"})
final class DownCommand implements Callable<Integer> {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "The stack's directory. Default: HINDCAST_DIR, else where the last 'up' put it.")
  private @Nullable Path directory;

  private final CliContext context;

  DownCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path place = LocalStackFile.directory(context, Optional.ofNullable(directory));
    boolean stopped = new StackSupervision(context, place).stop();
    context
        .terminal()
        .note(
            stopped
                ? "Stopped the local stack in %s; its data stay there.".formatted(place)
                : "No local stack is up in %s.".formatted(place));
    return ExitCode.OK.code();
  }
}
