package io.hindcast.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedSettingsTest {
  private static final String WHERE = " WHERE d >= {from:Date} AND d < {to:Date}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        " SETTINGS limit = 3",
        " SETTINGS max_rows_to_read = 5, read_overflow_mode = 'break'",
        " settings max_threads = 1 /* x */, `limit` = 3",
        " AND a IN (SELECT a FROM u SETTINGS \"offset\" = 1)",
        " SETTINGS additional_table_filters = {'s.t': 'a = 1'}",
        " SETTINGS additional_table_filters = {'s.t': 'a = 1', 'b': 'c'}, final = 1",
        " SETTINGS max_threads = 1 UNION ALL SELECT a FROM t SETTINGS profile = 'short'",
        " SETTINGS some_new_overflow_mode = 'any'"
      })
  void refusesClausesThatLeaveRowsOut(String clause) {
    assertThat(QueryRules.findings("SELECT a FROM s" + WHERE + clause))
        .isNotEmpty()
        .allSatisfy(found -> assertThat(found.message()).contains("leave all rows in the result"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " SETTINGS max_threads = 1, max_rows_to_read = 5",
        " SETTINGS max_threads = 1 UNION ALL SELECT a, limit = 0 FROM s",
        " AND settings = 1 AND limit = 0",
        " ORDER BY a LIMIT 3 -- SETTINGS limit = 3"
      })
  void leavesOthersAlone(String clause) {
    assertThat(QueryRules.findings("SELECT a FROM s" + WHERE + clause)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit", "group_by_overflow_mode", "additional_table_filters", "profile", "final"})
  void holdForTheSettingsOfSpecs(String name) {
    assertThat(PinnedSettings.problem(name)).isPresent();
  }
}
