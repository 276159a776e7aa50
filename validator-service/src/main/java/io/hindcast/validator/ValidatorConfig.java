package io.hindcast.validator;

import io.hindcast.runtime.config.Configuration;
import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.KafkaConfig;
import io.hindcast.runtime.config.ManagementConfig;
import io.hindcast.runtime.config.WarehouseConfig;
import java.time.Duration;

/**
 * The validator's configuration.
 *
 * @param retryPause {@code validator.retry-pause}, before checks that failed to run are run again
 * @param outboxKeep {@code validator.outbox-keep}, how long sent messages stay in the outbox
 */
record ValidatorConfig(
    DatabaseConfig database,
    KafkaConfig kafka,
    WarehouseConfig warehouse,
    ManagementConfig management,
    Duration retryPause,
    Duration outboxKeep) {

  static ValidatorConfig from(Configuration config) {
    return new ValidatorConfig(
        DatabaseConfig.from(config),
        KafkaConfig.from(config),
        WarehouseConfig.from(config),
        ManagementConfig.from(config),
        config.duration("validator.retry-pause", Duration.ofSeconds(5)),
        config.duration("validator.outbox-keep", Duration.ofDays(14)));
  }
}
