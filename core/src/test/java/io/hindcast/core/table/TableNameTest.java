package io.hindcast.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
  void aNodeStandsBeforeAColon() {
    TableName table = TableName.parse("shard-1:flights.raw:old.x");

    assertThat(table).isEqualTo(new TableName("shard-1", "flights", "raw:old.x"));
    assertThat(table).hasToString("shard-1:flights.raw:old.x");
    assertThat(table.beside("daily")).hasToString("shard-1:flights.daily");
    assertThat(table.on("")).hasToString("flights.raw:old.x");
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    List<TableName> tables =
        List.of(
            new TableName("flights", "raw"),
            new TableName("a:b", "c"),
            new TableName(":", "c"),
            new TableName("n", "a:b", "c.d"),
            new TableName("n", "a", ":"));

    assertThat(tables)
        .allSatisfy(table -> {
          assertThat(TableName.parse(table.toString())).isEqualTo(table);
          assertThat(TableName.in(table.place(), table.table())).isEqualTo(table);
        });
    assertThat(new TableName("a:b", "c")).hasToString(":a:b.c");
    assertThat(new TableName("flights", "raw").place()).isEqualTo("flights");
  }

  @Test
  void refusesWhatIsNoNode() {
    for (String node : List.of("Shard", "1", "a_b", "default", "x".repeat(41), "a b")) {
      assertThatThrownBy(() -> new TableName(node, "a", "b"))
          .hasMessageContaining("found '%s'".formatted(node));
    }
    assertThat(NodeName.parse("default")).isEmpty();
    assertThat(NodeName.shown("")).isEqualTo("default");
  }

  @Test
  void sortsByNodeThenDatabaseThenTable() {
    assertThat(new TableName("z", "z")).isLessThan(new TableName("a", "a", "a"));
    assertThat(new TableName("a", "z")).isLessThan(new TableName("b", "a"));
    assertThat(new TableName("a", "b")).isLessThan(new TableName("a", "c"));
  }
}
