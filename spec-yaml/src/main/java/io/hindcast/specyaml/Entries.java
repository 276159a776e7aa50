package io.hindcast.specyaml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The entries of a map in their order, each with its key's own place. */
final class Entries {
  /**
   * One entry.
   *
   * @param key the key's node, with the path of the value
   */
  record Entry(Value key, Value value) {}

  private Entries() {}

  /** Reads a map; repeated keys and keys that are no text are reported. */
  static Map<String, Entry> of(Value map, MappingNode mapping) {
    var entries = new LinkedHashMap<String, Entry>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode scalar) {
        String name = scalar.getValue();
        var entry =
            new Entry(map.child(name, tuple.getKeyNode()), map.child(name, tuple.getValueNode()));
        Entry first = entries.putIfAbsent(name, entry);
        if (first != null && !map.document().problems().isFull()) {
          entry
              .key()
              .report(
                  "Expected the key once, found it again; the first is in line %d"
                      .formatted(first.key().line()));
        }
      } else {
        new Value(tuple.getKeyNode(), map.path(), map.document()).expected("a key");
      }
    }
    return entries;
  }
}
