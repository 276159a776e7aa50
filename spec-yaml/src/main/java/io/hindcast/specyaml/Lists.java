package io.hindcast.specyaml;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Readings of lists. */
final class Lists {
  private Lists() {}

  /** All elements, also those that could not be read; at least one, at most some. */
  static <T> Field<List<Field<T>>> elements(
      Value value, Function<Value, Field<T>> element, int countMax) {
    return value
        .list()
        .check(all -> sizeProblem(all.size(), countMax))
        .then(all -> Field.of(all.stream().map(element).toList(), value));
  }

  /** The values of the elements, if all could be read. */
  static <T> Field<List<T>> values(Field<List<Field<T>>> elements) {
    return elements.then(all ->
        all.stream().allMatch(Field::present)
            ? Field.of(all.stream().map(Field::value).toList(), elements.at())
            : Field.absent(elements.at()));
  }

  /** The values of a list in which none may come twice. */
  static <T> Field<List<T>> distinct(Value value, Function<Value, Field<T>> element, int countMax) {
    var seen = new HashSet<T>();
    return values(
        elements(
            value,
            each ->
                element
                    .apply(each)
                    .require(seen::add, "Expected each element once, found it again"),
            countMax));
  }

  private static Optional<String> sizeProblem(int size, int countMax) {
    if (size == 0) {
      return Optional.of("Expected at least one element, found an empty list");
    }
    return size <= countMax
        ? Optional.empty()
        : Optional.of("Expected at most %d elements, found %d".formatted(countMax, size));
  }
}
