package io.hindcast.specyaml;

import io.hindcast.core.spec.QueryRules;
import io.hindcast.core.spec.SpecOutcome.Parsed;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.Target.OutsideRange;
import io.hindcast.core.table.NodeName;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.target}. */
record TargetReading(
    Field<TableName> table,
    Field<List<String>> key,
    Field<List<String>> nodes,
    Optional<AffectedKeysReading> keys,
    Field<OutsideRange> outsideRange) {
  private static final List<String> DEFAULT_NODE = List.of("");

  static TargetReading of(Section section) {
    return new TargetReading(
        section.required("table", TargetReading::table),
        section.required("key", Readings::columns),
        section.optional("nodes", DEFAULT_NODE, TargetReading::nodes),
        section.find("keys").map(AffectedKeysReading::of),
        section.optional(
            "outsideRange", OutsideRange.REFUSE, value -> Words.read(value, OutsideRange.class)));
  }

  static Field<TableName> table(Value value) {
    return value.text().parse(TableName::parse).check(TargetReading::nodeProblem);
  }

  private static Field<List<String>> nodes(Value value) {
    return Lists.distinct(value, each -> each.text().parse(NodeName::parse), Parsed.TARGETS_MAX);
  }

  private static Optional<String> nodeProblem(TableName table) {
    return table.node().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Expected database.table, found the node '%s' before it: name it in target.nodes; sources are read on the target's node"
                .formatted(table.node()));
  }

  boolean isPresent() {
    return Field.present(table, key, nodes, outsideRange)
        && keys.map(AffectedKeysReading::isPresent).orElse(true);
  }

  Target value(String node) {
    return new Target(
        table.value().on(node),
        key.value(),
        keys.map(AffectedKeysReading::value).orElse(null),
        outsideRange.value());
  }

  /** Reports parameters of a keys query that cannot take the range's ends. */
  void checkHolding(Field<TimeRange> range) {
    keys.flatMap(AffectedKeysReading::query)
        .filter(query -> Field.present(query, range))
        .ifPresent(
            query -> query.value().report(QueryRules.findings(query.value().sql(), range.value())));
  }
}
