package io.hindcast.cli.spec;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.specyaml.YamlSpecFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads spec files. */
public final class SpecFiles {
  private SpecFiles() {}

  /**
   * The spec with the SQL file that it names put inline, as the planner wants it. Where that file
   * cannot be used the spec stays as it is: its problems say so.
   *
   * @throws CliException when the spec itself cannot be read
   */
  public static SpecText read(CliContext context, Path given) {
    Path file = context.workingDirectory().resolve(given).normalize();
    try {
      String yaml = YamlSpecFiles.inline(file);
      return new SpecText(given.toString(), file, Files.readString(file), yaml);
    } catch (HindcastException e) {
      if (e.code() == ErrorCode.SPEC_INVALID) {
        return unchanged(given, file);
      }
      throw new CliException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static SpecText unchanged(Path given, Path file) {
    try {
      String source = Files.readString(file);
      return new SpecText(given.toString(), file, source, source);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static CliException unreadable(Path file, IOException cause) {
    return new CliException(ExitCode.USAGE, "Cannot read %s: %s".formatted(file, cause), cause);
  }
}
