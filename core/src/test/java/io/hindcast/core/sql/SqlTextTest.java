package io.hindcast.core.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hindcast.core.table.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

  @Test
  void findsParametersWithTheirTypesAndPlaces() {
    String sql = "SELECT {from:Date} , { to : DateTime64(6, 'UTC') }";

    List<Placeholder> found = SqlText.of(sql).placeholders();

    assertThat(found)
        .containsExactly(
            new Placeholder("from", "Date", 7, 18),
            new Placeholder("to", "DateTime64(6, 'UTC')", 21, sql.length()));
  }

  @Test
  void keepsTypesWithBracesQuotesAndCommas() {
    assertThat(SqlText.of("{a:Enum8('}' = 1, '{b:Date}' = 2)}").placeholders())
        .extracting(Placeholder::name, Placeholder::type)
        .containsExactly(tuple("a", "Enum8('}' = 1, '{b:Date}' = 2)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '{from:Date}'",
        "SELECT 'it''s {from:Date}'",
        "SELECT 'it\\'s {from:Date}'",
        "SELECT `{from:Date}`",
        "SELECT \"{from:Date}\"",
        "SELECT 1 -- {from:Date}",
        "SELECT 1 # {from:Date}",
        "SELECT 1 #! {from:Date}",
        "SELECT /* {from:Date} */ 1",
        "SELECT /* /* */ {from:Date} */ 1",
        "SELECT $$ {from:Date} $$",
        "SELECT $tag$ $$ {from:Date} $tag$",
        "SELECT \u2018{from:Date}\u2019",
        "SELECT {'a': 1}",
        "SELECT 1"
      })
  void findsNoParameterInLiteralsIdentifiersAndComments(String sql) {
    assertThat(SqlText.of(sql).placeholders()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'a\\\\', {from:Date}",
        "SELECT 1 -- '\n, {from:Date}",
        "SELECT /* ' */ {from:Date}",
        "SELECT a - -1, {from:Date}",
        "SELECT x$y$z, {from:Date}",
        "SELECT `a``b`, {from:Date}",
        "SELECT 'a' 'b' {from:Date}"
      })
  void findsTheParameterBehindThem(String sql) {
    assertThat(SqlText.of(sql).placeholders())
        .extracting(Placeholder::name)
        .containsExactly("from");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'a",
        "SELECT `a",
        "SELECT \"a\\\"",
        "SELECT /* /* */",
        "SELECT {from:Date"
      })
  void refusesWhatDoesNotEndAndSaysWhereItBegins(String sql) {
    assertThatThrownBy(() -> SqlText.of(sql))
        .isInstanceOfSatisfying(
            SqlSyntaxException.class, e -> assertThat(e.position()).isEqualTo(7));
  }

  @Test
  void refusesAParameterWithoutAType() {
    assertThatThrownBy(() -> SqlText.of("{from:}")).hasMessage("The parameter {from:} has no type");
  }

  @Test
  void dropsCommentsAndSemicolonsAroundTheBody() {
    assertThat(SqlText.of("-- why\n SELECT ';' -- in\n, 1 ; ;-- end").body())
        .isEqualTo("SELECT ';' -- in\n, 1");
    assertThat(SqlText.of(" ; -- nothing").body()).isEmpty();
    assertThat(SqlText.of("").body()).isEmpty();
  }

  @Test
  void findsATableHoweverItIsQuoted() {
    TableName table = new TableName("my db", "t");

    assertThat(SqlText.of("SELECT * FROM `my db` . \"t\"").positionOf(table)).isEqualTo(14);
    assertThat(SqlText.of("SELECT '`my db`.t' -- `my db`.t").positionOf(table)).isEqualTo(-1);
    assertThat(SqlText.of("SELECT * FROM `my db`.t2").positionOf(table)).isEqualTo(-1);
  }
}
