package io.hindcast.runtime.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * How a service reaches the warehouse: {@code warehouse.*}.
 *
 * @param url {@code warehouse.url}, the HTTP endpoint of the default node, without credentials
 * @param user {@code warehouse.user}
 * @param password {@code warehouse.password} or {@code warehouse.password-file}
 * @param workingDatabase {@code warehouse.working-database}, where shadow and staging tables live
 * @param nodes {@code warehouse.nodes.*}, further servers
 */
public record WarehouseConfig(
    URI url, String user, Secret password, String workingDatabase, List<WarehouseNode> nodes) {

  /** Validates. */
  public WarehouseConfig {
    nodes = List.copyOf(nodes);
    if (workingDatabase.isBlank()) {
      throw new IllegalArgumentException("warehouse.working-database is empty");
    }
  }

  /** Of one server. */
  public WarehouseConfig(URI url, String user, Secret password, String workingDatabase) {
    this(url, user, password, workingDatabase, List.of());
  }

  /** Reads {@code warehouse.*}. */
  public static WarehouseConfig from(Configuration config) {
    WarehouseNode first =
        new WarehouseNode(
            "",
            config.uri("warehouse.url", URI.create("http://127.0.0.1:8123")),
            config.string("warehouse.user", "default"),
            config.secret("warehouse.password"));
    return new WarehouseConfig(
        first.url(),
        first.user(),
        first.password(),
        config.string("warehouse.working-database", "hindcast"),
        WarehouseNodes.read(config, first));
  }

  /** Every server, the default one first. */
  public List<WarehouseNode> all() {
    List<WarehouseNode> all = new ArrayList<>();
    all.add(new WarehouseNode("", url, user, password));
    all.addAll(nodes);
    return all;
  }
}
