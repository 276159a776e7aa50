package io.hindcast.specyaml;

import io.hindcast.core.spec.Changes;
import io.hindcast.core.spec.Source;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.source}. */
record SourceReading(
    Field<List<TableName>> tables,
    Field<Duration> lookback,
    Field<Duration> lookahead,
    Field<Optional<Duration>> allowedLateness,
    Field<Changes> changes) {

  static SourceReading of(Section section, Field<TableName> target) {
    Field<List<TableName>> tables = section.required("tables", value -> tables(value, target));
    return new SourceReading(
        tables,
        section.optional("lookback", Duration.ZERO, SourceReading::reach),
        section.optional("lookahead", Duration.ZERO, SourceReading::reach),
        section.optional(
            "allowedLateness", Optional.empty(), value -> reach(value).parse(Optional::of)),
        section.optional("changes", Changes.AUTOMATIC, value -> ChangesReading.of(value, tables)));
  }

  boolean isPresent() {
    return Field.present(tables, lookback, lookahead, allowedLateness, changes);
  }

  Source value(String node) {
    return new Source(
        tables.value().stream().map(table -> table.on(node)).toList(),
        lookback.value(),
        lookahead.value(),
        allowedLateness.value().orElse(null),
        ChangesReading.on(node, changes.value()));
  }

  private static Field<Duration> reach(Value value) {
    return Readings.span(value, Source.REACH_MAX);
  }

  private static Field<List<TableName>> tables(Value value, Field<TableName> target) {
    return Lists.distinct(
        value,
        element -> TargetReading.table(element).check(table -> selfProblem(table, target)),
        Source.TABLES_MAX);
  }

  private static Optional<String> selfProblem(TableName table, Field<TableName> target) {
    return Field.present(target) && target.value().equals(table)
        ? Optional.of(
            "Expected tables other than the target, found %s: its rows change while it is"
                    .formatted(table)
                + " recomputed; read a copy of it")
        : Optional.empty();
  }
}
