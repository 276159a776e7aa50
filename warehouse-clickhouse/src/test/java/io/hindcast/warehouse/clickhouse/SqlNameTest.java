package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "plain | `plain`",
        "a`b | `a\\`b`",
        "a\\ | `a\\\\`",
        "a\\`b | `a\\\\\\`b`",
        "`; DROP TABLE x; -- | `\\`; DROP TABLE x; --`",
        "it's \"so\" | `it's \"so\"`",
        "日本 😀 | `日本 😀`",
        "%s{x:String}? | `%s{x:String}?`"
      })
  void quotesAnyName(String name, String quoted) {
    assertThat(SqlName.of(name)).isEqualTo(quoted);
  }

  @Test
  void quotesBothPartsOfATablesName() {
    assertThat(SqlName.of(new TableName("a.b", "c`d"))).isEqualTo("`a.b`.`c\\`d`");
    assertThat(SqlName.list(List.of("a", "b`"))).isEqualTo("`a`, `b\\``");
  }
}
