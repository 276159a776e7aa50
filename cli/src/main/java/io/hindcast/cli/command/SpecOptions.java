package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.ApiRefused;
import io.hindcast.cli.spec.SpecDiagnostics;
import io.hindcast.cli.spec.SpecFiles;
import io.hindcast.cli.spec.SpecText;
import io.hindcast.specyaml.ReprocessOverride;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The spec file that a command takes, and what becomes of its mistakes. */
final class SpecOptions {
  @Parameters(paramLabel = "SPEC", description = "The spec, a YAML file.")
  private Path file = Path.of("backfill.yaml");

  @Option(
      names = "--reprocess",
      paramLabel = "WHICH",
      completionCandidates = ReprocessWords.class,
      description = {
        "Which partitions of the range: ${COMPLETION-CANDIDATES}.",
        "Overrides the spec's scope.reprocess in what is sent and stored."
      })
  private @Nullable String reprocess;

  /** The words that the option takes. */
  static final class ReprocessWords implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ReprocessOverride.words().iterator();
    }
  }

  private String overridden(String yaml) {
    if (reprocess == null) {
      return yaml;
    }
    if (!ReprocessOverride.words().contains(reprocess)) {
      throw new CliException(
          ExitCode.USAGE,
          "Expected --reprocess %s, found '%s'"
              .formatted(String.join("|", ReprocessOverride.words()), reprocess));
    }
    return ReprocessOverride.apply(yaml, reprocess);
  }

  /** Sends the spec; mistakes in it are shown where they are. */
  ExitCode send(CliContext context, Function<String, ExitCode> action) {
    SpecText spec = SpecFiles.read(context, file).with(this::overridden);
    try {
      return action.apply(spec.yaml());
    } catch (ApiRefused e) {
      if (e.problems().isEmpty()) {
        throw e;
      }
      new SpecDiagnostics(context.terminal(), spec)
          .lines(e.problems())
          .forEach(context.terminal()::note);
      return e.exitCode();
    }
  }
}
