package io.hindcast.cli;

import io.hindcast.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command may know of the process that it runs in.
 *
 * @param terminal where output goes
 * @param environment environment variables
 * @param workingDirectory what relative paths are relative to
 * @param home the checkout that the launcher belongs to; the local stack lives below it
 */
public record CliContext(
    Terminal terminal, Map<String, String> environment, Path workingDirectory, Path home) {
  /** Copies the variables. */
  public CliContext {
    environment = Map.copyOf(environment);
  }

  /** The variable's value, unless it is absent or blank. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
