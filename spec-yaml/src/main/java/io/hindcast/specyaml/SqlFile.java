package io.hindcast.specyaml;

import io.hindcast.core.spec.QueryRules;
import io.hindcast.core.spec.SqlFinding;
import io.hindcast.core.spec.Transform;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** SQL that stands in a file beside the spec. */
final class SqlFile {
  private static final String INSIDE = "a relative path to a file in the spec's directory";

  private SqlFile() {}

  /** Reads the file that a value names, which must lie in the directory or below it. */
  static Field<SqlSource> read(Value value, Path directory) {
    return Readings.text(value, 1000)
        .parse(name -> content(name, directory))
        .then(sql -> Field.of(new SqlSource(sql, value, SqlFile::report), value))
        .then(source -> SqlSource.checked(source, QueryRules::findings));
  }

  /**
   * The file's text.
   *
   * @throws IllegalArgumentException when there is none, it lies elsewhere, or it is too long
   */
  static String content(String name, Path directory) {
    try {
      Path base = directory.toRealPath();
      Path file = base.resolve(name).normalize();
      if (Path.of(name).isAbsolute() || !file.startsWith(base)) {
        throw refused(INSIDE, name);
      }
      if (!Files.isRegularFile(file)) {
        throw refused("an existing file", name);
      }
      if (!file.toRealPath().startsWith(base)) {
        throw refused(INSIDE, name);
      }
      if (Files.size(file) > Transform.SQL_LENGTH_MAX) {
        throw refused("a file of at most %d bytes".formatted(Transform.SQL_LENGTH_MAX), name);
      }
      return Files.readString(file);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("Expected a path, found '%s'".formatted(name), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("Expected UTF-8 text in '%s'".formatted(name), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Expected a readable file, found '%s': %s".formatted(name, e), e);
    }
  }

  private static IllegalArgumentException refused(String expected, String name) {
    return new IllegalArgumentException("Expected %s, found '%s'".formatted(expected, name));
  }

  private static void report(SqlSource source, SqlFinding finding) {
    String before = source.sql().substring(0, finding.position());
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    int column = finding.position() - before.lastIndexOf('\n');
    source
        .at()
        .report("In the file's line %d, column %d: %s".formatted(line, column, finding.message()));
  }
}
