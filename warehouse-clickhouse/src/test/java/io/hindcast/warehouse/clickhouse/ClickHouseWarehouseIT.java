package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.testing.WarehouseContract;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The tables are on a named node, so that the way there and back is part of every promise. */
class ClickHouseWarehouseIT extends WarehouseContract {
  private static final String NODE = "shard1";

  private static JdbcSession beside;
  private static Warehouse warehouse;

  @BeforeAll
  static void connect() {
    LocalClickHouse server = SharedServers.clickhouse();
    ClickHouseConfig config =
        ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password());
    LocalClickHouse other = SharedServers.secondClickhouse();
    beside = new JdbcSession(config);
    warehouse =
        RoutingWarehouse.over(
            List.of(
                ClickHouseConfig.of(URI.create(other.url()), other.user(), other.password()),
                config.named(NODE)));
  }

  @AfterAll
  static void disconnect() {
    warehouse.close();
    beside.close();
  }

  @Override
  public Warehouse warehouse() {
    return warehouse;
  }

  @Override
  public String nodeName() {
    return NODE;
  }

  @Override
  public void execute(String sql) {
    beside.execute("Test statement", Command.of(local(sql)));
  }

  @Override
  public String text(String sql) {
    return beside
        .query("Test query", ErrorCode.INTERNAL, Command.of(local(sql)), row -> row.getString(1))
        .getFirst();
  }
}
