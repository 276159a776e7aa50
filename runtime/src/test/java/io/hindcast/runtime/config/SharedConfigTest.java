package io.hindcast.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Defaults and full mapping of the records that the services share. */
class SharedConfigTest {

  @Test
  void databaseDefaults() {
    assertThat(DatabaseConfig.from(Configuration.of(Map.of())))
        .isEqualTo(
            new DatabaseConfig(
                "jdbc:postgresql://127.0.0.1:5432/hindcast", "hindcast", Secret.NONE, 8));
  }

  @Test
  void databaseFullMapping() {
    Configuration config =
        Configuration.of(
            Map.of(
                "database.url", "jdbc:postgresql://db:1/x",
                "database.user", "u",
                "database.password", "p",
                "database.pool-size", "3"));
    assertThat(DatabaseConfig.from(config))
        .isEqualTo(new DatabaseConfig("jdbc:postgresql://db:1/x", "u", new Secret("p"), 3));
    config.finish();
  }

  @Test
  void databaseRefusesAnotherKindOfUrl() {
    Configuration config = Configuration.of(Map.of("database.url", "jdbc:mysql://x"));
    DatabaseConfig.from(config);
    assertThatThrownBy(config::finish).hasMessageContaining("database.url is no URL of PostgreSQL");
  }

  @Test
  void kafkaDefaults() {
    assertThat(KafkaConfig.from(Configuration.of(Map.of())))
        .isEqualTo(new KafkaConfig("127.0.0.1:9092", new TreeMap<>()));
  }

  @Test
  void kafkaFullMapping() {
    Configuration config =
        Configuration.of(
            Map.of("kafka.bootstrap", "a:1,b:2", "kafka.client.security.protocol", "SASL_SSL"));
    assertThat(KafkaConfig.from(config))
        .isEqualTo(
            new KafkaConfig("a:1,b:2", new TreeMap<>(Map.of("security.protocol", "SASL_SSL"))))
        .asString()
        .doesNotContain("SASL_SSL");
    config.finish();
  }

  @Test
  void warehouseDefaults() {
    assertThat(WarehouseConfig.from(Configuration.of(Map.of())))
        .isEqualTo(
            new WarehouseConfig(
                URI.create("http://127.0.0.1:8123"), "default", Secret.NONE, "hindcast"));
  }

  @Test
  void warehouseFullMapping() {
    Configuration config =
        Configuration.of(
            Map.of(
                "warehouse.url", "https://ch:8443",
                "warehouse.user", "u",
                "warehouse.password", "p",
                "warehouse.working-database", "scratch"));
    assertThat(WarehouseConfig.from(config))
        .isEqualTo(
            new WarehouseConfig(URI.create("https://ch:8443"), "u", new Secret("p"), "scratch"))
        .asString()
        .contains("******");
    config.finish();
  }

  @Test
  void furtherNodesHaveTheUserOfTheDefaultOneUnlessTheySayOtherwise() {
    Configuration config =
        Configuration.of(
            Map.of(
                "warehouse.user", "u",
                "warehouse.password", "p",
                "warehouse.nodes.shard-2.url", "http://ch2:8123",
                "warehouse.nodes.shard3.url", "http://ch3:8123",
                "warehouse.nodes.shard3.user", "other",
                "warehouse.nodes.shard3.password", "secret3"));
    WarehouseConfig warehouse = WarehouseConfig.from(config);
    config.finish();

    assertThat(warehouse.all())
        .containsExactly(
            new WarehouseNode("", URI.create("http://127.0.0.1:8123"), "u", new Secret("p")),
            new WarehouseNode("shard-2", URI.create("http://ch2:8123"), "u", new Secret("p")),
            new WarehouseNode(
                "shard3", URI.create("http://ch3:8123"), "other", new Secret("secret3")));
    assertThat(config.describe()).doesNotContain("secret3");
  }

  @Test
  void nodesAreReadFromTheEnvironment() {
    Configuration config =
        Configuration.load(
            Map.of("HINDCAST_WAREHOUSE_NODES_SHARD__2_URL", "http://ch2:8123"), new Properties());

    assertThat(WarehouseConfig.from(config).nodes())
        .extracting(WarehouseNode::name)
        .containsExactly("shard-2");
    config.finish();
  }

  @Test
  void everyMistakeInTheNodesIsTold() {
    Configuration config =
        Configuration.of(
            Map.of(
                "warehouse.nodes.default.url", "http://ch1:8123",
                "warehouse.nodes.shard1.user", "u",
                "warehouse.nodes.shard2.url", "http://127.0.0.1:8123",
                "warehouse.nodes.shard3.uri", "http://ch3:8123"));
    WarehouseConfig.from(config);

    assertThatThrownBy(config::finish)
        .hasMessageContaining("warehouse.nodes.default: Expected the name of a node")
        .hasMessageContaining("warehouse.nodes.shard1.url is not set")
        .hasMessageContaining(
            "warehouse.url and warehouse.nodes.shard2.url are the same server, 127.0.0.1:8123")
        .hasMessageContaining("Unknown key warehouse.nodes.shard3.uri");
  }

  @Test
  void httpDefaultsButForTheToken() {
    assertThat(HttpConfig.from(Configuration.of(Map.of("http.token", "t"))))
        .isEqualTo(new HttpConfig("127.0.0.1", 8080, new Secret("t")));
  }

  @Test
  void httpFullMapping() {
    Configuration config =
        Configuration.of(Map.of("http.host", "0.0.0.0", "http.port", "0", "http.token", "t"));
    assertThat(HttpConfig.from(config)).isEqualTo(new HttpConfig("0.0.0.0", 0, new Secret("t")));
    config.finish();
  }

  @Test
  void httpNeedsAToken() {
    Configuration config = Configuration.of(Map.of());
    HttpConfig.from(config);
    assertThatThrownBy(config::finish).hasMessageContaining("http.token is not set");
  }

  @Test
  void managementDefaults() {
    assertThat(ManagementConfig.from(Configuration.of(Map.of())))
        .isEqualTo(new ManagementConfig("127.0.0.1", 9464));
  }

  @Test
  void managementFullMapping() {
    Configuration config =
        Configuration.of(Map.of("management.host", "::1", "management.port", "0"));
    assertThat(ManagementConfig.from(config)).isEqualTo(new ManagementConfig("::1", 0));
    config.finish();
  }
}
