package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.ApiRefused;
import io.hindcast.cli.spec.SpecDiagnostics;
import io.hindcast.cli.spec.SpecFiles;
import io.hindcast.cli.spec.SpecText;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Parameters;

/** The spec file that a command takes, and what becomes of its mistakes. */
final class SpecOptions {
  @Parameters(paramLabel = "SPEC", description = "The spec, a YAML file.")
  private Path file = Path.of("backfill.yaml");

  /** Sends the spec; mistakes in it are shown where they are. */
  ExitCode send(CliContext context, Function<String, ExitCode> action) {
    SpecText spec = SpecFiles.read(context, file);
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
