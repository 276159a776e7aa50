package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.NodeName;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.SurveyLimits;
import io.hindcast.warehouse.Warehouse;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The servers by name. */
final class ClickHouseNodes {
  private final SortedMap<String, ClickHouseWarehouse> byName;

  private ClickHouseNodes(SortedMap<String, ClickHouseWarehouse> byName) {
    this.byName = byName;
  }

  static ClickHouseNodes open(Collection<ClickHouseConfig> servers) {
    long names = servers.stream().map(ClickHouseConfig::node).distinct().count();
    if (names != servers.size() || servers.stream().noneMatch(it -> it.node().isEmpty())) {
      throw new IllegalArgumentException(
          "Expected one default server and others of different names, found " + servers);
    }
    SortedMap<String, ClickHouseWarehouse> byName = new TreeMap<>();
    servers.forEach(server -> byName.put(server.node(), new ClickHouseWarehouse(server)));
    return new ClickHouseNodes(byName);
  }

  /** The same servers, for one plan. */
  ClickHouseNodes surveying(SurveyLimits limits) {
    SortedMap<String, ClickHouseWarehouse> surveyed = new TreeMap<>();
    byName.forEach((name, node) -> surveyed.put(name, node.surveying(limits)));
    return new ClickHouseNodes(surveyed);
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  Collection<? extends Warehouse> all() {
    return byName.values();
  }

  Warehouse named(String node) {
    Warehouse found = byName.get(node);
    if (found == null) {
      throw new HindcastException(
          ErrorCode.NODE_UNKNOWN,
          "The warehouse has no node '%s', expected one of %s: look at warehouse.nodes of this service"
              .formatted(node, byName.keySet().stream().map(NodeName::shown).toList()));
    }
    return found;
  }

  /** The node of two tables; a statement cannot reach from one to another. */
  Warehouse both(TableName table, TableName other) {
    if (!table.node().equals(other.node())) {
      throw new IllegalArgumentException(
          "%s and %s are on different nodes".formatted(table, other));
    }
    return named(table.node());
  }

  /** Each node with those of the tables that it has. */
  void each(Collection<TableName> tables, BiConsumer<Warehouse, List<TableName>> action) {
    SortedMap<String, List<TableName>> byNode = new TreeMap<>();
    for (TableName table : tables) {
      byNode.merge(table.node(), List.of(table), ClickHouseNodes::joined);
    }
    byNode.forEach((node, own) -> action.accept(named(node), own));
  }

  private static List<TableName> joined(List<TableName> some, List<TableName> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  void close() {
    byName.values().forEach(Warehouse::close);
  }
}
