package io.hindcast.specyaml;

import io.hindcast.core.spec.Changes;
import io.hindcast.core.spec.Source;
import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.source.changes}. */
final class ChangesReading {
  private ChangesReading() {}

  static Field<Changes> of(Value value, Field<List<TableName>> sources) {
    Section section = Section.read(value, Keys.CHANGES);
    Field<Changes.By> by =
        section.optional("by", Changes.By.AUTOMATIC, each -> Words.read(each, Changes.By.class));
    Field<Optional<String>> column = OptionalReadings.of(section, "column", Readings::column);
    Field<List<TableName>> tables =
        section.optional(
            "tables",
            List.of(),
            each ->
                Lists.distinct(
                    each,
                    element -> TargetReading.table(element).check(table -> problem(table, sources)),
                    Source.TABLES_MAX));
    return section.isRead() && Field.present(by, column, tables)
        ? Field.of(value, value)
            .parse(at -> new Changes(by.value(), column.value().orElse(null), tables.value()))
        : Field.absent(value);
  }

  private static Optional<String> problem(TableName table, Field<List<TableName>> sources) {
    return Field.present(sources) && !sources.value().contains(table)
        ? Optional.of("Expected one of source.tables, found %s".formatted(table))
        : Optional.empty();
  }

  /** The same on the target's node. */
  static Changes on(String node, Changes changes) {
    return new Changes(
        changes.by(),
        changes.column(),
        changes.tables().stream().map(table -> table.on(node)).toList());
  }
}
