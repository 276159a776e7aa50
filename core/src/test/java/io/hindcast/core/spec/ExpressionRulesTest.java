package io.hindcast.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(flights)",
        "quantile(0.9)(delay)",
        "countIf(a = 'x, y') / count()",
        "sum(CAST(a AS Int64))",
        "sum(`from`)",
        "count() -- rows"
      })
  void acceptsOneExpression(String sql) {
    assertThat(ExpressionRules.findings(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-- nothing",
        "sum(a), sum(b)",
        "sum(a) AS x",
        "sum(a) FROM secrets",
        "max((SELECT 1 FROM t))",
        "countIf(a IN (select id FROM secrets))",
        "SELECT 1",
        "sum(a)) FROM t WHERE (1",
        "sum(a); DROP TABLE t",
        "sum(a) + {from:Date}",
        "sum('a)"
      })
  void refusesWhatWouldBreakOutOfItsPlace(String sql) {
    assertThat(ExpressionRules.findings(sql)).isNotEmpty();
  }
}
