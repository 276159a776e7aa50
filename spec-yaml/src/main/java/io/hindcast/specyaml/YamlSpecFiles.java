package io.hindcast.specyaml;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spec files on disk. */
public final class YamlSpecFiles {
  private YamlSpecFiles() {}

  /**
   * The text of a spec file as it can be sent elsewhere: {@code transform.file} is replaced by the
   * statement itself, everything else, comments included, stays as it is. A spec that is malformed
   * or names no file comes back unchanged; reading it says what is wrong with it.
   *
   * @throws HindcastException with {@link ErrorCode#NOT_FOUND} when the spec file cannot be read,
   *     with {@link ErrorCode#SPEC_INVALID} when the statement's file cannot be used
   */
  public static String inline(Path specFile) {
    String yaml = text(specFile);
    Document document = Document.of(yaml);
    List<FileEntry> entries =
        YamlTree.read(yaml, document)
            .map(root -> FileEntry.all(new Value(root, "", document)))
            .orElse(List.of());
    String inlined = yaml;
    // From the last to the first, so that the places of those before it stay as they are.
    for (FileEntry entry : entries.reversed()) {
      inlined = inline(inlined, entry, specFile);
    }
    return inlined;
  }

  /** The directory in which a spec file's own files are looked for. */
  public static Path baseDirectory(Path specFile) {
    Path parent = specFile.toAbsolutePath().getParent();
    return parent == null ? specFile.toAbsolutePath() : parent;
  }

  private static String inline(String yaml, FileEntry entry, Path specFile) {
    try {
      String sql = SqlFile.content(entry.name(), baseDirectory(specFile));
      return entry.replaceIn(yaml, sql);
    } catch (IllegalArgumentException e) {
      throw new HindcastException(
          ErrorCode.SPEC_INVALID,
          "%s, line %d, column %d: %s: %s"
              .formatted(
                  specFile,
                  entry.at().line(),
                  entry.at().column(),
                  entry.at().path(),
                  e.getMessage()),
          e);
    }
  }

  private static String text(Path specFile) {
    try {
      if (Files.size(specFile) > YamlTree.BYTES_MAX) {
        throw unreadable(specFile, "it is larger than 1 MiB", null);
      }
      return Files.readString(specFile);
    } catch (NoSuchFileException e) {
      throw unreadable(specFile, "there is no such file", e);
    } catch (CharacterCodingException e) {
      throw unreadable(specFile, "it is not UTF-8 text", e);
    } catch (IOException e) {
      throw unreadable(specFile, e.toString(), e);
    }
  }

  private static HindcastException unreadable(
      Path specFile, String reason, @Nullable IOException cause) {
    String message = "Expected a readable spec file, found %s: %s".formatted(specFile, reason);
    return cause == null
        ? new HindcastException(ErrorCode.NOT_FOUND, message)
        : new HindcastException(ErrorCode.NOT_FOUND, message, cause);
  }
}
