package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommandTest {
  @Test
  void escapesValuesAsTheServerReadsThem() {
    assertThat(Command.of("x").bind("p", "a\\b\tc\nd'e").parameters())
        .containsEntry("p", "a\\\\b\\tc\\nd'e");
  }

  @Test
  void bindsListsAsArrays() {
    List<String> values = List.of("a", "it's", "b\\");
    Command command = Command.of("IN " + Command.list("ids", values)).bindList("ids", values);

    assertThat(command.sql()).isEqualTo("IN arrayConcat({ids0:Array(String)})");
    assertThat(command.parameters()).containsEntry("ids0", "['a','it\\'s','b\\\\']");
  }

  @Test
  void bindsLongListsInPieces() {
    List<String> values = IntStream.range(0, 2_500).mapToObj(i -> "v" + i).toList();

    assertThat(Command.of("x").bindList("ids", values).parameters())
        .containsOnlyKeys("ids0", "ids1", "ids2");
    assertThat(Command.list("ids", values)).contains("{ids2:Array(String)}");
  }

  @Test
  void bindsAnEmptyList() {
    assertThat(Command.list("ids", List.of())).isEqualTo("arrayConcat({ids0:Array(String)})");
    assertThat(Command.of("x").bindList("ids", List.of()).parameters()).containsEntry("ids0", "[]");
  }
}
