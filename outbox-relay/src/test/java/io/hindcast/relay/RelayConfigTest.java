package io.hindcast.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.relay.outbox.OutboxConfig;
import io.hindcast.relay.swap.SwapConfig;
import io.hindcast.runtime.config.Configuration;
import io.hindcast.runtime.config.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayConfigTest {

  @Test
  void hasDefaults() {
    RelayConfig config = read(Map.of());

    assertThat(config.outbox())
        .isEqualTo(
            new OutboxConfig(
                List.of("planner", "validator", "relay"),
                "hindcast_outbox",
                "hindcast_outbox",
                "hindcast.outbox-offsets",
                -1,
                Duration.ofMillis(500)));
    assertThat(config.swap())
        .isEqualTo(
            new SwapConfig(
                4,
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                Duration.ofSeconds(60),
                Duration.ofSeconds(90),
                Duration.ofSeconds(30)));
    assertThat(config.outboxKeep()).isEqualTo(Duration.ofDays(35));
  }

  @Test
  void readsEveryKey() {
    RelayConfig config =
        read(
            Map.ofEntries(
                Map.entry("relay.outbox.schemas", "a, b"),
                Map.entry("relay.outbox.slot", "slot_1"),
                Map.entry("relay.outbox.publication", "pub_1"),
                Map.entry("relay.outbox.offsets-topic", "offsets"),
                Map.entry("relay.outbox.offsets-replication", "3"),
                Map.entry("relay.outbox.retry", "2s"),
                Map.entry("relay.outbox.keep", "1d"),
                Map.entry("relay.swap.parallel", "2"),
                Map.entry("relay.swap.lease", "20s"),
                Map.entry("relay.swap.poll", "1s"),
                Map.entry("relay.swap.merges-wait", "5m"),
                Map.entry("relay.swap.window", "6m"),
                Map.entry("relay.swap.inserts-wait", "1m")));

    assertThat(config.outbox())
        .isEqualTo(
            new OutboxConfig(
                List.of("a", "b"), "slot_1", "pub_1", "offsets", 3, Duration.ofSeconds(2)));
    assertThat(config.swap())
        .isEqualTo(
            new SwapConfig(
                2,
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(6),
                Duration.ofMinutes(1)));
    assertThat(config.outboxKeep()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void reportsAllProblemsAtOnce() {
    Configuration configuration =
        Configuration.of(Map.of("relay.outbox.slot", "No!", "relay.swap.lease", "0s"));
    RelayConfig.from(configuration);

    assertThatThrownBy(configuration::finish)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("relay.outbox.slot is 'No!'")
        .hasMessageContaining("relay.swap.lease");
  }

  private static RelayConfig read(Map<String, String> values) {
    Configuration configuration = Configuration.of(values);
    RelayConfig config = RelayConfig.from(configuration);
    configuration.finish();
    return config;
  }
}
