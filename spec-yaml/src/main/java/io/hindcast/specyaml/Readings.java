package io.hindcast.specyaml;

import io.hindcast.core.spec.Bounds;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.SpanText;
import io.hindcast.core.spec.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Readings of single values. */
final class Readings {
  private Readings() {}

  /** A text that is not blank. */
  static Field<String> text(Value value, int lengthMax) {
    return value
        .text()
        .require(text -> !text.isBlank(), "Expected a text, found an empty one")
        .check(text -> lengthProblem(text, lengthMax));
  }

  static Field<Long> whole(Value value, Bounds bounds) {
    String expected = "a whole number from %d to %d".formatted(bounds.min(), bounds.max());
    return value
        .number(expected)
        .then(text ->
            text.matches("-?\\d{1,18}")
                ? Field.of(Long.parseLong(text), value)
                : value.expected(expected))
        .check(bounds::problemOf);
  }

  static Field<BigDecimal> decimal(Value value) {
    String expected = "a number of at most 38 digits";
    return value
        .number(expected)
        .then(text ->
            text.matches("-?[0-9.]{1,80}([eE][-+]?\\d{1,3})?")
                ? Field.of(text, value).parse(BigDecimal::new)
                : value.expected(expected));
  }

  static Field<Duration> span(Value value, Duration max) {
    return value
        .text()
        .parse(SpanText::parse)
        .check(span ->
            span.compareTo(max) <= 0
                ? Optional.empty()
                : Optional.of(
                    "Expected at most %s, found %s"
                        .formatted(SpanText.of(max), SpanText.of(span))));
  }

  static Field<Percentage> percentage(Value value) {
    return value.text().parse(Percentage::parse);
  }

  /** A column's name. */
  static Field<String> column(Value value) {
    return text(value, Target.COLUMN_LENGTH_MAX);
  }

  /** A list of columns, at least one, none twice. */
  static Field<List<String>> columns(Value value) {
    return Lists.distinct(value, Readings::column, Target.COLUMNS_MAX);
  }

  private static Optional<String> lengthProblem(String text, int lengthMax) {
    return text.length() <= lengthMax
        ? Optional.empty()
        : Optional.of(
            "Expected at most %d characters, found %d".formatted(lengthMax, text.length()));
  }
}
