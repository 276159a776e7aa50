package io.hindcast.specyaml;

import io.hindcast.core.spec.Scope.Reprocess;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Sets {@code scope.reprocess} in the text of a spec. Everything else, comments included, stays as
 * it is: the document that is sent is the one that is stored, so that what was asked for can be
 * read from it.
 */
public final class ReprocessOverride {
  private static final String SCOPE = "scope";
  private static final String REPROCESS = "reprocess";

  private ReprocessOverride() {}

  /** The words that the key takes, in their order. */
  public static List<String> words() {
    return Words.of(Reprocess.class);
  }

  /**
   * The text with the word in place. One that is malformed comes back unchanged; reading it says
   * what is wrong with it.
   *
   * @param word one of {@link #words}
   */
  public static String apply(String yaml, String word) {
    Document document = Document.of(yaml);
    return YamlTree.read(yaml, document)
        .flatMap(root -> value(root, "spec"))
        .filter(MappingNode.class::isInstance)
        .map(spec -> inSpec(yaml, (MappingNode) spec, word))
        .orElse(yaml);
  }

  private static String inSpec(String yaml, MappingNode spec, String word) {
    Optional<Node> scope = value(spec, SCOPE);
    if (scope.isEmpty()) {
      return insert(yaml, spec, "scope: {reprocess: %s}".formatted(word));
    }
    return scope.get() instanceof MappingNode mapping
        ? inScope(yaml, mapping, word)
        : replace(yaml, scope.get(), " {reprocess: %s}".formatted(word));
  }

  private static String inScope(String yaml, MappingNode scope, String word) {
    return value(scope, REPROCESS)
        .map(old -> replace(yaml, old, isEmpty(old) ? " " + word : word))
        .orElseGet(() -> insert(yaml, scope, "reprocess: " + word));
  }

  private static boolean isEmpty(Node node) {
    return start(node) == end(node);
  }

  private static String replace(String yaml, Node node, String text) {
    String spaced = isEmpty(node) ? text : text.strip();
    return at(yaml, 0, start(node)) + spaced + at(yaml, end(node), length(yaml));
  }

  /** Before the first entry: what follows it keeps its place. */
  private static String insert(String yaml, MappingNode map, String entry) {
    boolean flow = map.getFlowStyle() == FlowStyle.FLOW;
    if (map.getValue().isEmpty()) {
      return at(yaml, 0, start(map)) + "{" + entry + "}" + at(yaml, end(map), length(yaml));
    }
    Node first = map.getValue().getFirst().getKeyNode();
    int column = first.getStartMark().map(Mark::getColumn).orElse(0);
    String separator = flow ? ", " : "\n" + " ".repeat(column);
    return at(yaml, 0, start(first)) + entry + separator + at(yaml, start(first), length(yaml));
  }

  private static Optional<Node> value(Node parent, String key) {
    return parent instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(tuple ->
                tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key))
            .map(NodeTuple::getValueNode)
            .findFirst()
        : Optional.empty();
  }

  private static int start(Node node) {
    return node.getStartMark().map(Mark::getIndex).orElseThrow();
  }

  private static int end(Node node) {
    return node.getEndMark().map(Mark::getIndex).orElseThrow();
  }

  private static int length(String yaml) {
    return yaml.codePointCount(0, yaml.length());
  }

  /** Marks count code points. */
  private static String at(String yaml, int from, int to) {
    return yaml.substring(yaml.offsetByCodePoints(0, from), yaml.offsetByCodePoints(0, to));
  }
}
