package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.plan.Visibility.Expiry.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TtlTextTest {

  @Test
  void readsRulesOfColumnsAndRowsAsTheServerPrintsThem() {
    String definition =
        """
        CREATE TABLE db.t (`day` Date, `x, y` Decimal(9, 2) DEFAULT f(1, 2) TTL day + toIntervalDay(1), \
        `n` UInt8 COMMENT 'TTL no') ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY (day, n) \
        TTL day + toIntervalMonth(1), day + toIntervalDay(3) WHERE n IN (1, 2), \
        day + toIntervalDay(2) RECOMPRESS CODEC(ZSTD(1)), day + toIntervalDay(2) TO VOLUME 'cold', \
        day + toIntervalDay(9) GROUP BY day, n SET x = sum(x) SETTINGS index_granularity = 8192\
        """;

    assertThat(TtlText.of(definition))
        .containsExactly(
            new TtlText.Rule(
                Optional.of("x, y"),
                Kind.RESET,
                "day + toIntervalDay(1)",
                "day + toIntervalDay(1)"),
            new TtlText.Rule(
                Optional.empty(),
                Kind.DELETE,
                "day + toIntervalMonth(1)",
                "day + toIntervalMonth(1)"),
            new TtlText.Rule(
                Optional.empty(),
                Kind.DELETE_WHERE,
                "day + toIntervalDay(3)",
                "day + toIntervalDay(3) WHERE n IN (1, 2)"),
            new TtlText.Rule(
                Optional.empty(),
                Kind.GROUP_BY,
                "day + toIntervalDay(9)",
                "day + toIntervalDay(9) GROUP BY day, n SET x = sum(x)"));
  }

  @Test
  void findsNothingWhereThereIsNoTtl() {
    assertThat(
            TtlText.of(
                "CREATE TABLE db.t (`ttl` Date, `n` UInt8) ENGINE = MergeTree ORDER BY ttl SETTINGS a = 1"))
        .isEmpty();
  }
}
