package io.hindcast.specyaml;

import io.hindcast.core.spec.AffectedKeys;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.target.keys}: which values, either listed or from a query. */
record AffectedKeysReading(
    Value at,
    Optional<Field<String>> column,
    Optional<Field<List<String>>> values,
    Optional<Field<SqlSource>> query) {

  static AffectedKeysReading of(Value value) {
    Section section = Section.read(value, Keys.AFFECTED_KEYS);
    AffectedKeysReading reading =
        new AffectedKeysReading(
            value,
            section.find("column").map(Readings::column),
            section.find("values").map(AffectedKeysReading::values),
            section.find("query").map(InlineSql::unboundQuery));
    if (section.isRead() && reading.values().isPresent() == reading.query().isPresent()) {
      value.report(
          "Expected one of the keys values and query, found "
              + (reading.query().isPresent() ? "both" : "none"));
    }
    return reading;
  }

  private static Field<List<String>> values(Value value) {
    return Lists.distinct(value, AffectedKeysReading::one, AffectedKeys.VALUES_MAX);
  }

  private static Field<String> one(Value value) {
    return value
        .text()
        .require(
            text -> text.length() <= AffectedKeys.VALUE_LENGTH_MAX,
            "Expected at most %d characters, found more".formatted(AffectedKeys.VALUE_LENGTH_MAX));
  }

  boolean isPresent() {
    return values.isPresent() != query.isPresent()
        && isPresent(column)
        && isPresent(values)
        && isPresent(query);
  }

  private static <T> boolean isPresent(Optional<Field<T>> field) {
    return field.isEmpty() || Field.present(field.get());
  }

  AffectedKeys value() {
    String named = column.map(Field::value).orElse(null);
    return values
        .<AffectedKeys>map(list -> new AffectedKeys.Values(named, list.value()))
        .orElseGet(() -> new AffectedKeys.Query(named, query.orElseThrow().value().sql()));
  }
}
