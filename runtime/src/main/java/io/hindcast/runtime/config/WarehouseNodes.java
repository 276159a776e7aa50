package io.hindcast.runtime.config;

import io.hindcast.core.table.NodeName;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads {@code warehouse.nodes.NAME.url}, and {@code .user} and {@code .password} beside it. */
final class WarehouseNodes {
  private static final String PREFIX = "warehouse.nodes.";
  private static final Set<String> PARTS = Set.of("url", "user", "password", "password-file");
  private static final URI MISSING = URI.create("http://127.0.0.1:8123");

  private WarehouseNodes() {}

  /**
   * @param first the default node, whose user and password the others have too unless they say
   *     otherwise
   */
  static List<WarehouseNode> read(Configuration config, WarehouseNode first) {
    List<WarehouseNode> nodes = new ArrayList<>();
    for (String name : names(config)) {
      try {
        nodes.add(node(config, NodeName.require(name), first));
      } catch (IllegalArgumentException e) {
        config.problem("%s%s: %s".formatted(PREFIX, name, e.getMessage()));
      }
    }
    requireDifferent(config, first, nodes);
    return nodes;
  }

  private static SortedSet<String> names(Configuration config) {
    SortedSet<String> names = new TreeSet<>();
    for (String key : config.below(PREFIX).keySet()) {
      int dot = key.lastIndexOf('.');
      if (dot < 0 || !PARTS.contains(key.substring(dot + 1))) {
        config.problem(
            "Unknown key %s%s: expected %sNAME. and one of %s"
                .formatted(PREFIX, key, PREFIX, new TreeSet<>(PARTS)));
      } else {
        names.add(key.substring(0, dot));
      }
    }
    return names;
  }

  private static WarehouseNode node(Configuration config, String name, WarehouseNode first) {
    String prefix = PREFIX + name + ".";
    URI url =
        config.required(prefix + "url").isEmpty() ? MISSING : config.uri(prefix + "url", MISSING);
    Secret password = config.secret(prefix + "password");
    return new WarehouseNode(
        name,
        url,
        config.string(prefix + "user", first.user()),
        password.isEmpty() ? first.password() : password);
  }

  /** One server under two names would let two backfills swap the same table at once. */
  private static void requireDifferent(
      Configuration config, WarehouseNode first, List<WarehouseNode> nodes) {
    Map<String, String> keys = new HashMap<>();
    keys.put(first.url().getAuthority(), "warehouse.url");
    for (WarehouseNode node : nodes) {
      String key = PREFIX + node.name() + ".url";
      String other = keys.putIfAbsent(node.url().getAuthority(), key);
      if (other != null) {
        config.problem(
            "%s and %s are the same server, %s: a server has one name; the default one is called 'default' in specs"
                .formatted(other, key, node.url().getAuthority()));
      }
    }
  }
}
