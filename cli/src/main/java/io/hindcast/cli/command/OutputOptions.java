package io.hindcast.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindcast.cli.terminal.Terminal;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that chooses between text and JSON. */
public final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text (default) or json.")
  private Format format = Format.TEXT;

  /** The formats there are. */
  public enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a script reads the output. */
  public boolean json() {
    return format == Format.JSON;
  }

  /** Prints the value as JSON. */
  public static void print(Terminal terminal, JsonNode value) {
    terminal.line(value.toPrettyString());
  }
}
