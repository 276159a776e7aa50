package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.PinnedSettings;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.localstack.clickhouse.ClickHouseOptions;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.StagedContent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users whose profiles cut results short, which a spec's settings may try as well. */
class TruncatingProfileIT {
  private static final TableName SOURCE = new TableName("shop", "source");
  private static final TableName TARGET = new TableName("shop", "target");
  private static final long ROWS = 400_000;
  private static final RangeBinding DAY =
      RangeBinding.utc(
          new TimeRange(
              Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-02T00:00:00Z")));

  /** {@code filtered} may read everything but is shown little; {@code broken} reads little. */
  private static final String USERS =
      """
      <clickhouse>
        <profiles>
          <filtered>
            <limit>7</limit>
            <offset>1</offset>
            <additional_table_filters>{'shop.source': 'id &lt; 10'}</additional_table_filters>
            <additional_result_filter>1 = 1</additional_result_filter>
            <use_query_cache>1</use_query_cache>
          </filtered>
          <broken>
            <max_rows_to_read>100000</max_rows_to_read>
            <read_overflow_mode>break</read_overflow_mode>
          </broken>
        </profiles>
        <users>
          <filtered>%1$s<profile>filtered</profile></filtered>
          <broken>%1$s<profile>broken</profile></broken>
        </users>
      </clickhouse>
      """
          .formatted(
              """
              <password>of-a-test</password><networks><ip>127.0.0.1</ip></networks>
              <quota>default</quota>\
              """);

  @Test
  void leavesNothingOutWithoutAWord(@TempDir Path directory) throws IOException, SQLException {
    Path users = Files.createDirectories(directory.resolve("users.d"));
    Files.writeString(users.resolve("profiles.xml"), USERS);
    try (LocalClickHouse server = LocalClickHouse.start(ClickHouseOptions.in(directory))) {
      assumeTrue(server.isOurs(), "Another server has other users");
      tables(server);
      try (ClickHouseWarehouse filtered = as(server, "filtered");
          ClickHouseWarehouse broken = as(server, "broken")) {
        assertThat(rows(filtered.run(order("s_filtered", Map.of())))).isEqualTo(ROWS);
        assertThat(filtered.scalar("SELECT count() FROM shop.source", DAY)).isEqualTo(ROWS);
        assertThat(filtered.partitions(SOURCE, ZoneOffset.UTC)).hasSize(20);

        assertThatThrownBy(() -> broken.run(order("s_broken", Map.of())))
            .hasMessageContaining("TOO_MANY_ROWS");
        assertThatThrownBy(() -> broken.scalar("SELECT sum(id) FROM shop.source", DAY))
            .hasMessageContaining("TOO_MANY_ROWS");
        for (String name : PinnedSettings.always().keySet()) {
          assertThatThrownBy(() -> filtered.run(order("s_spec", Map.of(name, "1"))))
              .isInstanceOf(HindcastException.class)
              .hasMessageContaining(name);
        }
        assertThatThrownBy(
                () -> filtered.scalar("SELECT count() FROM shop.source SETTINGS limit = 1", DAY))
            .hasMessageContaining("'limit'");
      }
      everyOverflowModeIsPinned(server);
    }
  }

  private static void everyOverflowModeIsPinned(LocalClickHouse server) throws SQLException {
    try (JdbcSession session = new JdbcSession(config(server, server.user(), server.password()))) {
      assertThat(
              session.query(
                  "Listing settings",
                  Command.of(
                      "SELECT name FROM system.settings WHERE name LIKE '%overflow_mode%'"
                          + " OR name LIKE 'additional_%_filter%'"),
                  row -> row.getString(1)))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(PinnedSettings.always()).containsKey(name));
      assertThat(session.pins().values())
          .as("what this server knows")
          .containsAllEntriesOf(PinnedSettings.whereKnown());
    }
  }

  private static long rows(StagedContent staged) {
    return staged.partitions().stream().mapToLong(StagedContent.Partition::rows).sum();
  }

  private static final BackfillNames NAMES = new BackfillNames(new UUID(0, 1), "hindcast");

  private static AttemptOrder order(String staging, Map<String, String> settings) {
    return new AttemptOrder(
        "hindcast-test-" + staging,
        TARGET,
        new TableName("hindcast", NAMES.prefix() + staging),
        List.of("day", "id"),
        "SELECT day, id FROM shop.source",
        DAY,
        100,
        settings);
  }

  private static void tables(LocalClickHouse server) {
    try (JdbcSession beside = new JdbcSession(config(server, server.user(), server.password()))) {
      for (String sql :
          List.of(
              "CREATE DATABASE shop",
              "CREATE TABLE shop.source (day Date, id UInt64) ENGINE = MergeTree"
                  + " PARTITION BY day ORDER BY id",
              "CREATE TABLE shop.target AS shop.source",
              "INSERT INTO shop.source SELECT toDate('2024-01-01') + number % 20, number"
                  + " FROM numbers(400000)")) {
        beside.execute("Test", Command.of(sql));
      }
    }
  }

  private static ClickHouseWarehouse as(LocalClickHouse server, String user) {
    return new ClickHouseWarehouse(config(server, user, "of-a-test"));
  }

  private static ClickHouseConfig config(LocalClickHouse server, String user, String password) {
    return ClickHouseConfig.of(URI.create(server.url()), user, password);
  }
}
