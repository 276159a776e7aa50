package io.hindcast.core.spec;

import io.hindcast.core.text.PlainText;
import java.util.HashSet;
import java.util.List;

/** The requirements that several records share; each throws {@link IllegalArgumentException}. */
final class Rules {
  private Rules() {}

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** One that may have several lines, such as a statement. */
  static void requireText(String text, int lengthMax, String what) {
    require(!text.isBlank(), "The %s is empty".formatted(what));
    require(
        text.length() <= lengthMax,
        "The %s has %d characters; at most %d are possible"
            .formatted(what, text.length(), lengthMax));
    PlainText.nulIn(text)
        .ifPresent(at -> {
          throw new IllegalArgumentException(
              "The %s has a NUL (U+0000) at position %d: take it out".formatted(what, at + 1));
        });
  }

  /** One of a single line, such as a name. */
  static void requireLine(String text, int lengthMax, String what) {
    requireText(text, lengthMax, what);
    PlainText.problem(what, text, lengthMax)
        .ifPresent(problem -> {
          throw new IllegalArgumentException(problem);
        });
  }

  static <T> List<T> requireDistinct(List<T> values, String what) {
    require(!values.isEmpty(), "The list of %s is empty".formatted(what));
    require(
        new HashSet<>(values).size() == values.size(),
        "The list of %s repeats a value".formatted(what));
    return List.copyOf(values);
  }

  static List<String> requireColumns(List<String> columns) {
    columns.forEach(column -> requireText(column, Target.COLUMN_LENGTH_MAX, "column name"));
    require(
        columns.size() <= Target.COLUMNS_MAX,
        "Expected at most %d columns".formatted(Target.COLUMNS_MAX));
    return requireDistinct(columns, "columns");
  }

  static void requireWaves(List<Percentage> waves) {
    require(!waves.isEmpty(), "The list of waves is empty");
    require(
        waves.size() <= BackfillSpec.WAVES_MAX,
        "Expected at most %d waves".formatted(BackfillSpec.WAVES_MAX));
    Percentage previous = Percentage.ZERO;
    for (Percentage wave : waves) {
      require(
          wave.compareTo(previous) > 0,
          "Expected a wave above %s, found %s".formatted(previous, wave));
      previous = wave;
    }
    require(
        previous.equals(Percentage.HUNDRED),
        "Expected a last wave of 100%%, found %s".formatted(previous));
  }
}
