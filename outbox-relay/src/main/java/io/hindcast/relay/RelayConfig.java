package io.hindcast.relay;

import io.hindcast.relay.outbox.OutboxConfig;
import io.hindcast.relay.outbox.OutboxEndpoints;
import io.hindcast.relay.swap.SwapConfig;
import io.hindcast.runtime.config.Configuration;
import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.KafkaConfig;
import io.hindcast.runtime.config.ManagementConfig;
import io.hindcast.runtime.config.WarehouseConfig;
import java.time.Duration;

/**
 * Everything that the relay is told.
 *
 * @param endpoints {@code database.*} and {@code kafka.*}
 * @param warehouse {@code warehouse.*}
 * @param management {@code management.*}
 * @param outbox {@code relay.outbox.*}
 * @param swap {@code relay.swap.*}
 * @param outboxKeep {@code relay.outbox.keep}, how long published rows stay to be looked at
 */
public record RelayConfig(
    OutboxEndpoints endpoints,
    WarehouseConfig warehouse,
    ManagementConfig management,
    OutboxConfig outbox,
    SwapConfig swap,
    Duration outboxKeep) {

  /** Reads all sections. */
  public static RelayConfig from(Configuration config) {
    return new RelayConfig(
        new OutboxEndpoints(DatabaseConfig.from(config), KafkaConfig.from(config)),
        WarehouseConfig.from(config),
        ManagementConfig.from(config),
        OutboxConfig.from(config),
        SwapConfig.from(config),
        config.duration("relay.outbox.keep", Duration.ofDays(35)));
  }
}
