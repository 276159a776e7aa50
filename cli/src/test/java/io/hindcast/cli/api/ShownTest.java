package io.hindcast.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ShownTest {
  @Test
  void nothingThatAPlannerSaysMovesTheCursor() throws Exception {
    JsonNode said =
        PlannerApi.JSON.readTree(
            "{\"by\":\"ann\\u001b[2J\",\"list\":[\"a\\u0000b\",7,null,{\"x\\u001b\":true}],\"lines\":\"a\\nb\"}");

    JsonNode shown = Shown.of(said);

    assertThat(shown.path("by").asText()).isEqualTo("ann\uFFFD[2J");
    assertThat(shown.path("list").path(0).asText()).isEqualTo("a\uFFFDb");
    assertThat(shown.path("list").path(1).asInt()).isEqualTo(7);
    assertThat(shown.path("list").path(3).path("x\uFFFD").asBoolean()).isTrue();
    assertThat(shown.path("lines").asText()).isEqualTo("a\nb");
    assertThat(said.path("by").asText()).contains("\u001b");
  }
}
