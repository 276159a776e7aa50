package io.hindcast.systemtests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with
 *
 * <ul>
 *   <li>{@code source.sql}: statements that make the tables, in a database of the scenario's own;
 *   <li>{@code backfill.yaml}: the spec;
 *   <li>{@code meanwhile.sql}, if it is there: statements that are run once the backfill awaits its
 *       approval, which is then given;
 *   <li>{@code approved-again}, if it is there: texts, one a line, that the reason has to contain
 *       for which the backfill then awaits another approval, which is given, too;
 *   <li>{@code expected.sql}: one query that yields the whole target as it has to be in the end;
 *   <li>{@code differences.sql}, if it is there: one query that yields nothing once everything that
 *       the backfill has submitted has been swapped; or
 *   <li>{@code expected-error}: the state and the error's code, and below them texts that the
 *       reason has to contain, one a line. The target must then be as it was.
 * </ul>
 */
record Scenario(Path directory) {
  private static final Path ROOT = Path.of("scenarios");

  static List<Scenario> all() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(Files::isDirectory).sorted().map(Scenario::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String source() {
    return text("source.sql");
  }

  String spec() {
    return text("backfill.yaml");
  }

  /** The query, or empty when the backfill has to fail. */
  Optional<String> expected() {
    return optional("expected.sql");
  }

  /** What happens before the approval, or empty when the backfill needs none. */
  Optional<String> meanwhile() {
    return optional("meanwhile.sql");
  }

  /** Why it is approved once more, or empty when it is not. */
  Optional<List<String>> again() {
    return optional("approved-again").map(text -> text.lines().toList());
  }

  /** The query that has to yield nothing, or empty when there is none. */
  Optional<String> differences() {
    return optional("differences.sql");
  }

  private Optional<String> optional(String file) {
    return Files.exists(directory.resolve(file)) ? Optional.of(text(file)) : Optional.empty();
  }

  Failure failure() {
    List<String> lines = text("expected-error").lines().filter(line -> !line.isBlank()).toList();
    String[] first = lines.getFirst().split(" ", -1);
    return new Failure(first[0], first[1], lines.subList(1, lines.size()));
  }

  /** How it has to end. */
  record Failure(String state, String code, List<String> reasons) {}

  private String text(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return directory.getFileName().toString();
  }
}
