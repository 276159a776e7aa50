package io.hindcast.cli.spec;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads spec files. */
public final class SpecFiles {
  private SpecFiles() {}

  /**
   * The spec with the SQL files that it names put inline, as the planner wants it.
   *
   * @throws CliException when a file cannot be read
   */
  public static SpecText read(CliContext context, Path given) {
    Path file = context.workingDirectory().resolve(given);
    try {
      return new SpecText(given.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw failure("There is no file " + file, e);
    } catch (CharacterCodingException e) {
      throw failure(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw failure("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static CliException failure(String message, IOException cause) {
    return new CliException(ExitCode.USAGE, message, cause);
  }
}
