package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.View;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RoutingWarehouseIT {
  private static final TableName HERE = new TableName("routing", "bf_0123456789ab_t");
  private static final TableName THERE = HERE.on("shard");
  private static final TableName NOWHERE = HERE.on("down");

  private static RoutingWarehouse warehouse;

  @BeforeAll
  static void fillBothNodes() {
    ClickHouseConfig first = config(SharedServers.clickhouse());
    ClickHouseConfig second = config(SharedServers.secondClickhouse());
    fill(first, 3);
    fill(second, 5);
    warehouse =
        RoutingWarehouse.over(
            List.of(
                first,
                second.named("shard"),
                ClickHouseConfig.of(URI.create("http://127.0.0.1:1"), "u", "").named("down")));
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  private static ClickHouseConfig config(LocalClickHouse server) {
    return ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password())
        .working("routing");
  }

  private static void fill(ClickHouseConfig config, int rows) {
    try (JdbcSession session = new JdbcSession(config)) {
      for (String sql :
          List.of(
              "DROP DATABASE IF EXISTS routing SYNC",
              "CREATE DATABASE routing",
              "CREATE TABLE routing.bf_0123456789ab_t (id UInt32) ENGINE = MergeTree ORDER BY id",
              "CREATE VIEW routing.v AS SELECT * FROM routing.bf_0123456789ab_t",
              "INSERT INTO routing.bf_0123456789ab_t SELECT number FROM numbers(%d)"
                  .formatted(rows))) {
        session.execute("Filling", Command.of(sql));
      }
    }
  }

  @Test
  void tablesOfOneNameAreEachNodesOwn() {
    assertThat(warehouse.describe(HERE).orElseThrow().rows()).isEqualTo(3);
    assertThat(warehouse.describe(THERE).orElseThrow().rows()).isEqualTo(5);
    assertThat(warehouse.storageOf(HERE)).isNotEqualTo(warehouse.storageOf(THERE));
    assertThat(warehouse.sourceParts(List.of(HERE, THERE), ZoneOffset.UTC))
        .extracting(SourcePart::table)
        .containsExactlyInAnyOrder(HERE, THERE);
    assertThat(warehouse.existing(List.of(HERE, THERE, HERE.beside("none"), THERE.beside("none"))))
        .containsExactlyInAnyOrder(HERE, THERE);
    assertThat(warehouse.on("shard").tablesWithPrefix("routing", "bf_")).containsExactly(THERE);
    assertThat(warehouse.on("shard").views().views())
        .extracting(View::name)
        .contains(THERE.beside("v"))
        .allMatch(name -> name.node().equals("shard"));
  }

  @Test
  void aNodeThatIsDownIsNamedAndTakesNoOtherAlong() {
    assertThatExceptionOfType(HindcastException.class)
        .isThrownBy(() -> warehouse.describe(NOWHERE))
        .withMessageContaining("Describing down:routing.bf_0123456789ab_t on node down failed")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.WAREHOUSE_UNAVAILABLE));
    assertThat(warehouse.describe(THERE)).isPresent();
    assertThat(warehouse.on("shard").killQueries("hindcast-nothing-")).isZero();
  }

  @Test
  void aNodeThatIsNotConfiguredIsRefusedWithThoseThatAre() {
    assertThat(warehouse.nodes()).containsExactly("", "down", "shard");
    assertThatExceptionOfType(HindcastException.class)
        .isThrownBy(() -> warehouse.describe(HERE.on("shart")))
        .withMessageContaining("no node 'shart', expected one of [default, down, shard]")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NODE_UNKNOWN));
  }

  @Test
  void nothingIsMovedFromNodeToNode() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> warehouse.exchange(HERE, warehouse.own(THERE)))
        .withMessage(
            "routing.bf_0123456789ab_t and shard:routing.bf_0123456789ab_t are on different nodes");
    assertThat(warehouse.describe(HERE).orElseThrow().rows()).isEqualTo(3);
  }
}
