package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.Transform.Doubt;
import io.hindcast.core.type.Conversion;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.ColumnDescription;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how an attempt's values get into its target: what the statement yields under the task's
 * settings, and what the table stores, as both are when the attempt begins.
 */
final class ColumnGuards {
  private static final String NULLS = "insert_null_as_default";

  private final ClickHouseInspector inspector;
  private final ColumnReader columns;

  ColumnGuards(ClickHouseInspector inspector, ColumnReader columns) {
    this.inspector = inspector;
    this.columns = columns;
  }

  /**
   * One for each column of the order.
   *
   * @throws HindcastException SCHEMA_INCOMPATIBLE when values would be changed silently and the
   *     spec does not accept that: since the plan was made, a type has become another
   */
  List<ColumnGuard> of(AttemptOrder order) {
    Map<String, ColumnDescription> yielded =
        byName(inspector.describeQuery(order.sql(), order.binding(), order.settings()));
    Map<String, ColumnDescription> stored = byName(columns.of(order.target()));
    return order.columns().stream()
        .map(column -> guard(order, column, yielded.get(column), stored.get(column)))
        .toList();
  }

  private static ColumnGuard guard(
      AttemptOrder order,
      String column,
      @Nullable ColumnDescription yields,
      @Nullable ColumnDescription stores) {
    if (yields == null || stores == null) {
      return ColumnGuard.none(column); // The engine says so in its own words.
    }
    Conversion conversion = Conversion.of(yields.type(), stores.type());
    if (conversion.isLossy() && order.rules().narrowing() == Doubt.REFUSE) {
      throw new HindcastException(
          ErrorCode.SCHEMA_INCOMPATIBLE,
          ("The statement yields %s as %s, the target stores %s: values that do not fit would be"
                  + " changed without an error, and this was not so when the backfill was planned."
                  + " Plan it anew")
              .formatted(column, yields.type(), stores.type()));
    }
    boolean nullsBecomeDefaults =
        conversion instanceof Conversion.NullRefused
            && SettingValue.isOn(InsertSettings.of(order.settings()).get(NULLS));
    return nullsBecomeDefaults
        ? ColumnGuard.of(column, yields.type(), "Nullable(%s)".formatted(stores.type()))
        : ColumnGuard.of(column, yields.type(), stores.type());
  }

  private static Map<String, ColumnDescription> byName(List<ColumnDescription> columns) {
    return columns.stream()
        .collect(
            Collectors.toMap(
                ColumnDescription::name, Function.identity(), (first, second) -> first));
  }
}
