package io.hindcast.specyaml;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What reading one value gave: the value and its place, or only the place when there is no value or
 * it was wrong, which has been reported then.
 */
final class Field<T> {
  private final @Nullable T value;
  private final Value at;

  private Field(@Nullable T value, Value at) {
    this.value = value;
    this.at = at;
  }

  static <T> Field<T> of(T value, Value at) {
    return new Field<>(value, at);
  }

  static <T> Field<T> absent(Value at) {
    return new Field<>(null, at);
  }

  /** Whether all of them have values. */
  static boolean present(Field<?>... fields) {
    for (Field<?> field : fields) {
      if (field.value == null) {
        return false;
      }
    }
    return true;
  }

  /** The value; only where {@link #present} said that there is one. */
  T value() {
    return Objects.requireNonNull(value, "No value was read");
  }

  Value at() {
    return at;
  }

  /**
   * Parses the value; an {@link IllegalArgumentException} of the parser is a problem of the spec.
   */
  <R> Field<R> parse(Function<T, R> parser) {
    if (value == null) {
      return absent(at);
    }
    try {
      return of(parser.apply(value), at);
    } catch (IllegalArgumentException e) {
      at.report(Objects.requireNonNullElse(e.getMessage(), "The value is wrong"));
      return absent(at);
    }
  }

  /** Continues with another reading of the value. */
  <R> Field<R> then(Function<T, Field<R>> reading) {
    return value == null ? absent(at) : reading.apply(value);
  }

  /** Keeps the value if the rule finds no problem in it. */
  Field<T> check(Function<T, Optional<String>> rule) {
    Optional<String> problem = value == null ? Optional.empty() : rule.apply(value);
    problem.ifPresent(at::report);
    return problem.isPresent() ? absent(at) : this;
  }

  /** Keeps the value if it is legal, else reports the message. */
  Field<T> require(Function<T, Boolean> legal, String message) {
    return check(found -> legal.apply(found) ? Optional.empty() : Optional.of(message));
  }
}
