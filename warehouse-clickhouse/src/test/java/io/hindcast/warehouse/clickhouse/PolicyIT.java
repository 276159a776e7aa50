package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hindcast.core.plan.Visibility.RowPolicy;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.localstack.clickhouse.ClickHouseOptions;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.RangeBinding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row policies, on a server whose users have some. */
class PolicyIT {
  private static final TableName HIDDEN = new TableName("shop", "hidden");
  private static final TableName OPEN = new TableName("shop", "open");
  private static final RangeBinding DAY =
      RangeBinding.utc(
          new TimeRange(
              Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-02T00:00:00Z")));

  /** {@code etl} has no right to read {@code system.row_policies}, {@code admin} has all. */
  private static final String USERS =
      """
      <clickhouse>
        <users>
          <etl>
            <password>of-a-test</password>
            <networks><ip>127.0.0.1</ip></networks>
            <profile>default</profile>
            <quota>default</quota>
            <grants>
              <query>GRANT SELECT ON shop.*</query>
              <query>GRANT SELECT ON system.parts</query>
              <query>GRANT SELECT ON system.tables</query>
              <query>GRANT SELECT ON system.columns</query>
            </grants>
            %1$s
          </etl>
          <admin>
            <password>of-a-test</password>
            <networks><ip>127.0.0.1</ip></networks>
            <profile>default</profile>
            <quota>default</quota>
            <access_management>1</access_management>
            %1$s
          </admin>
        </users>
      </clickhouse>
      """
          .formatted(
              """
              <databases><shop>
                <hidden><filter>tenant != 2</filter></hidden>
                <open><filter>1</filter></open>
                <memory><filter>tenant != 3</filter></memory>
              </shop></databases>\
              """);

  @Test
  void namesPoliciesThatHideRowsFromUsWhereverTheStatementReadsThem(@TempDir Path directory)
      throws IOException {
    Path users = Files.createDirectories(directory.resolve("users.d"));
    Files.writeString(users.resolve("policies.xml"), USERS);
    try (LocalClickHouse server = LocalClickHouse.start(ClickHouseOptions.in(directory))) {
      assumeTrue(server.isOurs(), "Another server has other users");
      tables(server);
      try (ClickHouseWarehouse everything = as(server, server.user(), server.password());
          ClickHouseWarehouse etl = as(server, "etl", "of-a-test");
          ClickHouseWarehouse admin = as(server, "admin", "of-a-test")) {
        RowPolicy hidden = new RowPolicy("shop.hidden", "tenant != 2", "etl");
        assertThat(policies(everything, List.of(HIDDEN, OPEN), "SELECT * FROM shop.hidden"))
            .isEmpty();
        assertThat(policies(etl, List.of(HIDDEN, OPEN), "SELECT 1"))
            .singleElement()
            .satisfies(found ->
                assertThat(found)
                    .usingRecursiveComparison()
                    .ignoringFields("filter")
                    .isEqualTo(hidden));
        for (String sql :
            List.of(
                "SELECT * FROM shop.open JOIN shop.hidden USING tenant",
                "SELECT * FROM shop.open WHERE tenant IN (SELECT tenant FROM shop.hidden)",
                "SELECT * FROM shop.open WHERE day IN (SELECT day FROM shop.hidden)",
                "SELECT *, (SELECT max(tenant) FROM shop.hidden) AS most FROM shop.open",
                "SELECT *, (SELECT max(tenant) FROM shop.view) AS most FROM shop.open",
                "SELECT * FROM shop.view WHERE day >= {from:Date} AND day < {to:Date}")) {
          assertThat(policies(etl, List.of(OPEN), sql))
              .as(sql)
              .extracting(RowPolicy::table)
              .containsExactly("shop.hidden");
        }
        assertThat(policies(admin, List.of(OPEN), "SELECT * FROM shop.memory"))
            .containsExactly(new RowPolicy("shop.memory", "tenant != 3", "admin"));
      }
    }
  }

  private static List<RowPolicy> policies(
      ClickHouseWarehouse warehouse, List<TableName> tables, String sql) {
    return warehouse.visibility(tables, sql, DAY).policies();
  }

  private static void tables(LocalClickHouse server) {
    try (JdbcSession beside = new JdbcSession(config(server, server.user(), server.password()))) {
      for (String sql :
          List.of(
              "CREATE DATABASE shop",
              "CREATE TABLE shop.hidden (day Date, tenant UInt8) ENGINE = MergeTree ORDER BY day",
              "CREATE TABLE shop.open AS shop.hidden",
              "CREATE TABLE shop.memory (tenant UInt8) ENGINE = Memory",
              "CREATE VIEW shop.view AS SELECT * FROM shop.hidden",
              "INSERT INTO shop.hidden SELECT '2024-01-01', number FROM numbers(4)",
              "INSERT INTO shop.open SELECT '2024-01-01', number FROM numbers(4)")) {
        beside.execute("Test", Command.of(sql));
      }
    }
  }

  private static ClickHouseWarehouse as(LocalClickHouse server, String user, String password) {
    return new ClickHouseWarehouse(config(server, user, password));
  }

  private static ClickHouseConfig config(LocalClickHouse server, String user, String password) {
    return ClickHouseConfig.of(URI.create(server.url()), user, password);
  }
}
