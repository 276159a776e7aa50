package io.hindcast.specyaml;

import io.hindcast.core.spec.Target;
import io.hindcast.core.table.TableName;
import java.util.List;

/** Reads {@code spec.target}. */
record TargetReading(Field<TableName> table, Field<List<String>> key) {

  static TargetReading of(Section section) {
    return new TargetReading(
        section.required("table", TargetReading::table),
        section.required("key", Readings::columns));
  }

  static Field<TableName> table(Value value) {
    return value.text().parse(TableName::parse);
  }

  boolean isPresent() {
    return Field.present(table, key);
  }

  Target value() {
    return new Target(table.value(), key.value());
  }
}
