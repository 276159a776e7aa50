package io.hindcast.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hindcast.core.text.PlainText;

/**
 * What a planner says, as a terminal may show it: names and reasons come from many hands, and none
 * of them moves the cursor or colours the screen. JSON output is not concerned, as it escapes them.
 */
final class Shown {
  private Shown() {}

  /** A copy whose texts have no control characters but those of lines. */
  static JsonNode of(JsonNode node) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(PlainText.lines(text.textValue()));
      case ArrayNode array -> {
        ArrayNode copy = array.arrayNode(array.size());
        array.forEach(element -> copy.add(of(element)));
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = object.objectNode();
        object
            .properties()
            .forEach(field -> copy.set(PlainText.lines(field.getKey()), of(field.getValue())));
        yield copy;
      }
      default -> node;
    };
  }
}
