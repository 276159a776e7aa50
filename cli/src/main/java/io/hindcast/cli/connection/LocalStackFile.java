package io.hindcast.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindcast.cli.CliContext;
import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a running local stack describes itself: {@code endpoints.json} in its directory. The file
 * holds secrets and is readable by its owner alone; it is there exactly while the stack is up,
 * unless the machine crashed.
 */
public final class LocalStackFile {
  /** Name of the file in the stack's directory. */
  public static final String NAME = "endpoints.json";

  private static final String POINTER = "current";
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private LocalStackFile() {}

  /** The directory below the checkout that is used when nobody says otherwise. */
  public static Path standardDirectory(CliContext context) {
    return context.home().resolve(".hindcast");
  }

  /** The file that names the directory of the stack started last, when it is another one. */
  public static Path pointer(CliContext context) {
    return standardDirectory(context).resolve(POINTER);
  }

  /**
   * The stack's directory: as given, as {@code HINDCAST_DIR} says, where the last {@code up} put
   * it, or {@code .hindcast} in the checkout.
   */
  public static Path directory(CliContext context, Optional<Path> given) {
    return given
        .or(() -> context.variable("HINDCAST_DIR").map(Path::of))
        .map(path -> context.workingDirectory().resolve(path))
        .or(() -> pointed(context))
        .orElseGet(() -> standardDirectory(context))
        .toAbsolutePath()
        .normalize();
  }

  private static Optional<Path> pointed(CliContext context) {
    return text(pointer(context)).map(text -> Path.of(text.strip())).filter(Files::isDirectory);
  }

  /**
   * The stack that the directory describes.
   *
   * @throws CliException when the file is not what was written
   */
  public static Optional<LocalStackDescription> read(Path directory) {
    return text(directory.resolve(NAME)).map(text -> parse(directory, text));
  }

  private static LocalStackDescription parse(Path directory, String text) {
    try {
      return JSON.readValue(text, LocalStackDescription.class);
    } catch (JsonProcessingException e) {
      throw new CliException(
          ExitCode.REFUSED,
          "%s is damaged; stop the stack with 'hindcast down --dir %s' and start it again"
              .formatted(directory.resolve(NAME), directory),
          e);
    }
  }

  private static Optional<String> text(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
