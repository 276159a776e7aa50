package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.testing.WarehouseContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ClickHouseWarehouseIT extends WarehouseContract {
  private static JdbcSession beside;
  private static Warehouse warehouse;

  @BeforeAll
  static void connect() {
    LocalClickHouse server = SharedServers.clickhouse();
    ClickHouseConfig config =
        ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password());
    beside = new JdbcSession(config);
    warehouse = new ClickHouseWarehouse(config);
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
  public void execute(String sql) {
    beside.execute("Test statement", Command.of(sql));
  }

  @Override
  public String text(String sql) {
    return beside
        .query("Test query", ErrorCode.INTERNAL, Command.of(sql), row -> row.getString(1))
        .getFirst();
  }
}
