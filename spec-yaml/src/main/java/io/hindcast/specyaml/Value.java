package io.hindcast.specyaml;

import io.hindcast.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One node of a document and where it is.
 *
 * @param path its keys from the root, such as {@code spec.waves[2]}
 */
record Value(Node node, String path, Document document) {
  private static final Set<Tag> SCALARS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL);
  private static final int QUOTE_MAX = 60;
  private static final int TEXT_MAX = 1000;

  int line() {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  int column() {
    return node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
  }

  void report(String message) {
    document.report(line(), column(), path, message);
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  /** Whether YAML takes it for a text. */
  boolean isText() {
    return node instanceof ScalarNode && node.getTag().equals(Tag.STR);
  }

  /** Whether this is a map with the key. */
  boolean hasKey(String key) {
    return node instanceof MappingNode mapping
        && mapping.getValue().stream()
            .anyMatch(tuple ->
                tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key));
  }

  Value child(String key, Node child) {
    String name = shorten(key);
    return new Value(child, path.isEmpty() ? name : path + "." + name, document);
  }

  /** A short scalar of one line as its author wrote it, whatever type YAML would give it. */
  Field<String> text() {
    return longText()
        .require(
            text -> text.length() <= TEXT_MAX,
            "Expected a text of at most %d characters, found a longer one".formatted(TEXT_MAX))
        .check(text -> PlainText.problem("text", text, TEXT_MAX));
  }

  /** A scalar of any length as its author wrote it. */
  Field<String> longText() {
    return node instanceof ScalarNode scalar && SCALARS.contains(node.getTag())
        ? Field.of(scalar.getValue(), this).check(Value::nul)
        : expected("text");
  }

  private static Optional<String> nul(String text) {
    return PlainText.nulIn(text)
        .map(at ->
            "Expected a text without NUL (U+0000), found one at position %d".formatted(at + 1));
  }

  /** A scalar that YAML takes for a number, that is without quotes. */
  Field<String> number(String expected) {
    return node instanceof ScalarNode scalar
            && (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT))
        ? Field.of(scalar.getValue(), this)
        : expected(expected);
  }

  /** The elements of a list. */
  Field<List<Value>> list() {
    if (!(node instanceof SequenceNode sequence)) {
      return expected("a list");
    }
    var elements = new ArrayList<Value>();
    for (Node element : sequence.getValue()) {
      elements.add(new Value(element, "%s[%d]".formatted(path, elements.size()), document));
    }
    return Field.of(List.copyOf(elements), this);
  }

  /** Reports what was found in the place of what was expected. */
  <T> Field<T> expected(String what) {
    report("Expected %s, found %s".formatted(what, description()));
    return Field.absent(this);
  }

  private String description() {
    if (isNull()) {
      return "nothing";
    }
    return switch (node) {
      case MappingNode map -> "a map";
      case SequenceNode list -> "a list";
      case ScalarNode scalar when SCALARS.contains(node.getTag()) -> description(scalar);
      default -> "a value with the tag %s".formatted(node.getTag().getValue());
    };
  }

  /** At most the beginning of a text, on one line. */
  static String shorten(String text) {
    String line = PlainText.line(text.strip().replaceAll("\\s+", " "), Integer.MAX_VALUE);
    return line.length() <= QUOTE_MAX ? line : line.substring(0, QUOTE_MAX) + "…";
  }

  private static String description(ScalarNode scalar) {
    String quoted = "'%s'".formatted(shorten(scalar.getValue()));
    return scalar.isPlain() ? quoted : "the quoted text " + quoted;
  }
}
