package io.hindcast.specyaml;

import io.hindcast.core.spec.Bounds;
import java.util.Optional;
import java.util.function.Function;

/** Readings of values that have no default: there is a value, or there is none. */
final class OptionalReadings {
  private OptionalReadings() {}

  static <T> Field<Optional<T>> of(Section section, String key, Function<Value, Field<T>> reading) {
    return section.optional(
        key, Optional.empty(), value -> reading.apply(value).parse(Optional::of));
  }

  static Field<Optional<Integer>> integer(Section section, String key, Bounds bounds) {
    return of(section, key, value -> Readings.whole(value, bounds).parse(Math::toIntExact));
  }
}
