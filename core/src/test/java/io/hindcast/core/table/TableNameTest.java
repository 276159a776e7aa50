package io.hindcast.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableNameTest {

  @Test
  void theFirstDotSeparates() {
    assertThat(TableName.parse("flights.raw")).isEqualTo(new TableName("flights", "raw"));
    assertThat(TableName.parse("flights.raw.old")).isEqualTo(new TableName("flights", "raw.old"));
  }

  @Test
  void takesAnythingThatCanBeQuoted() {
    assertThat(TableName.parse("a`b.c\"d'; DROP TABLE x --").table())
        .isEqualTo("c\"d'; DROP TABLE x --");
    assertThat(new TableName("d b", "täble \\ 表")).hasToString("d b.täble \\ 表");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> TableName.parse("raw"))
        .hasMessage("Expected database.table, found 'raw': name the database too");
    assertThatThrownBy(() -> TableName.parse(".raw")).hasMessage("The database name is empty");
    assertThatThrownBy(() -> TableName.parse("flights. ")).hasMessage("The table name is empty");
  }

  @Test
  void refusesControlCharactersAndEndlessNames() {
    assertThatThrownBy(() -> new TableName("a\nb", "c"))
        .hasMessage("The database name has a control character");
    assertThatThrownBy(() -> new TableName("a", "b\0"))
        .hasMessage("The table name has a control character");
    assertThatThrownBy(() -> new TableName("a", "x".repeat(201)))
        .hasMessage("The table name has 201 characters; at most 200 are possible");
  }

  @Test
  void sortsByDatabaseThenTable() {
    assertThat(new TableName("a", "z")).isLessThan(new TableName("b", "a"));
    assertThat(new TableName("a", "b")).isLessThan(new TableName("a", "c"));
  }
}
