package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.ColumnDescription.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowHashTest {
  @Test
  void takesColumnsInTheOrderOfTheirNames() {
    assertThat(RowHash.bits64(List.of(column("b", "Int32"), column("a", "String"))))
        .isEqualTo("cityHash64(`a`, `b`)")
        .isEqualTo(RowHash.bits64(List.of(column("a", "String"), column("b", "Int32"))));
    assertThat(RowHash.bits128(List.of(column("a", "String")))).isEqualTo("sipHash128(`a`)");
  }

  @Test
  void keepsNullFromSwallowingTheRow() {
    assertThat(RowHash.bits64(List.of(column("a", "LowCardinality(Nullable(String))"))))
        .startsWith("cityHash64(ifNull(cityHash64(`a`), ");
  }

  @Test
  void hashesNestedValuesByTheirText() {
    assertThat(RowHash.bits64(List.of(column("a", "Array(Array(Int8))"))))
        .isEqualTo("cityHash64(toString(`a`))");
    assertThat(RowHash.bits64(List.of(column("a", "JSON"))))
        .isEqualTo("cityHash64(formatRow('RowBinary', `a`))");
    assertThat(RowHash.bits64(List.of(column("a", "AggregateFunction(sum, UInt64)"))))
        .isEqualTo("cityHash64(formatRow('RowBinary', `a`))");
  }

  private static ColumnDescription column(String name, String type) {
    return new ColumnDescription(name, type, Kind.ORDINARY);
  }
}
