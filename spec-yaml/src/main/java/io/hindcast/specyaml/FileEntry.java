package io.hindcast.specyaml;

import io.hindcast.specyaml.Entries.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The entry {@code file: …} of a transform and where its text is.
 *
 * @param at its value
 * @param start index of its first character, that of the key, in code points
 * @param end index after its value, in code points
 * @param inBlock whether it stands on lines of its own, so that a block of text can follow it
 */
record FileEntry(Value at, int start, int end, boolean inBlock) {

  /** The entries in a document that have a plain value, in its order. */
  static List<FileEntry> all(Value root) {
    return child(root, "spec").stream()
        .flatMap(spec -> Stream.concat(Stream.of(spec), members(spec)))
        .flatMap(owner -> child(owner, "transform").stream())
        .flatMap(transform -> in(transform).stream())
        .sorted(Comparator.comparingInt(FileEntry::start))
        .toList();
  }

  private static Stream<Value> members(Value spec) {
    return ((MappingNode) spec.node())
        .getValue().stream()
            .filter(tuple ->
                tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("targets"))
            .map(NodeTuple::getValueNode)
            .filter(SequenceNode.class::isInstance)
            .flatMap(list -> elements(spec.child("targets", list)));
  }

  private static Stream<Value> elements(Value list) {
    Field<List<Value>> elements = list.list();
    return Field.present(elements) ? elements.value().stream() : Stream.empty();
  }

  private static Optional<FileEntry> in(Value transform) {
    MappingNode mapping = (MappingNode) transform.node();
    Entry entry = Entries.of(transform, mapping).get("file");
    if (entry == null || !(entry.value().node() instanceof ScalarNode)) {
      return Optional.empty();
    }
    int start = entry.key().node().getStartMark().map(Mark::getIndex).orElseThrow();
    int end = entry.value().node().getEndMark().map(Mark::getIndex).orElseThrow();
    boolean inBlock = mapping.getFlowStyle() == FlowStyle.BLOCK;
    return end <= start
        ? Optional.empty()
        : Optional.of(new FileEntry(entry.value(), start, end, inBlock));
  }

  private static Optional<Value> child(Value parent, String key) {
    return parent.node() instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(tuple ->
                tuple.getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(key)
                    && tuple.getValueNode() instanceof MappingNode)
            .map(tuple -> parent.child(key, tuple.getValueNode()))
            .findFirst()
        : Optional.empty();
  }

  String name() {
    return ((ScalarNode) at.node()).getValue();
  }

  /** The document with the statement in this entry's place. */
  String replaceIn(String yaml, String sql) {
    String before = yaml.substring(0, yaml.offsetByCodePoints(0, start));
    String after = yaml.substring(yaml.offsetByCodePoints(0, end));
    String statement = sql.replace("\r\n", "\n").strip();
    return inBlock && isBlockText(statement)
        ? before + "sql: |" + block(before, after, statement)
        : before + "sql: " + quoted(statement) + after;
  }

  private static String block(String before, String after, String sql) {
    int lineEnd = after.indexOf('\n') < 0 ? after.length() : after.indexOf('\n');
    int indent = before.length() - before.lastIndexOf('\n') - 1 + 2;
    var block = new StringBuilder(after.substring(0, lineEnd)).append('\n');
    sql.lines()
        .map(line -> line.isBlank() ? "" : " ".repeat(indent) + line)
        .forEach(line -> block.append(line).append('\n'));
    return block.append(after.substring(Math.min(after.length(), lineEnd + 1))).toString();
  }

  /** Whether a YAML block can hold the text as it is. */
  private static boolean isBlockText(String sql) {
    return sql.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c));
  }

  private static boolean isPrintable(int c) {
    return c >= ' '
        && c != 0x7f
        && !(c >= 0x80 && c <= 0xa0)
        && c != 0x2028
        && c != 0x2029
        && c != 0xfeff
        && !(c >= 0xd800 && c <= 0xdfff);
  }

  private static String quoted(String sql) {
    var text = new StringBuilder("\"");
    sql.chars()
        .forEach(c -> {
          switch (c) {
            case '"', '\\' -> text.append('\\').append((char) c);
            case '\n' -> text.append("\\n");
            default ->
                text.append(
                    isPrintable(c) || Character.isSurrogate((char) c)
                        ? String.valueOf((char) c)
                        : "\\u%04x".formatted(c));
          }
        });
    return text.append('"').toString();
  }
}
