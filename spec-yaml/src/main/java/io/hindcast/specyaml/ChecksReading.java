package io.hindcast.specyaml;

import io.hindcast.core.spec.Allowance;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Grain;
import io.hindcast.core.time.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads {@code spec.checks}.
 *
 * @param grain the transform's grain, which the parameters of a query must be able to tell apart
 * @param range the backfill's range, which they must be able to hold
 */
record ChecksReading(Field<Grain> grain, Field<TimeRange> range) {

  Field<List<Check>> read(Section section) {
    return section.optional("checks", List.of(), this::checks);
  }

  private Field<List<Check>> checks(Value value) {
    if (value.node() instanceof SequenceNode list && list.getValue().isEmpty()) {
      return Field.of(List.of(), value);
    }
    return Lists.distinct(value, this::check, BackfillSpec.CHECKS_MAX);
  }

  private Field<Check> check(Value value) {
    if (value.node() instanceof MappingNode mapping && mapping.getValue().size() != 1) {
      value.report(
          "Expected one check after each dash, found %d".formatted(mapping.getValue().size()));
      return Field.absent(value);
    }
    Section section = Section.read(value, Keys.CHECK);
    return kinds().entrySet().stream()
        .filter(kind -> section.has(kind.getKey()))
        .findFirst()
        .map(kind -> section.required(kind.getKey(), kind.getValue()))
        .orElseGet(() -> Field.absent(value));
  }

  private Map<String, Function<Value, Field<Check>>> kinds() {
    return Map.of(
        "rowCount", this::rowCount,
        "unique", CheckReading::unique,
        "notNull", CheckReading::notNull,
        "nullRate", CheckReading::nullRate,
        "aggregate", CheckReading::aggregate,
        "range", CheckReading::range);
  }

  private Field<Check> rowCount(Value value) {
    Section section = Section.read(value, Keys.ROW_COUNT);
    Field<SqlSource> query = section.required("equals", InlineSql::query);
    Field<SqlSource> fitting =
        TransformReading.holding(TransformReading.fitting(query, grain), range);
    Field<Check.Per> per = CheckReading.per(section);
    Field<Allowance> allowance = CheckReading.allowance(section, value);
    return Field.present(fitting, per, allowance)
        ? fitting.parse(source -> new Check.RowCount(source.sql(), per.value(), allowance.value()))
        : Field.absent(value);
  }
}
