package io.hindcast.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.runtime.config.Configuration;
import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.KafkaConfig;
import io.hindcast.runtime.config.ManagementConfig;
import io.hindcast.runtime.config.WarehouseConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidatorConfigTest {

  @Test
  void defaults() {
    Configuration config = Configuration.of(Map.of());

    assertThat(ValidatorConfig.from(config))
        .isEqualTo(
            new ValidatorConfig(
                DatabaseConfig.from(config),
                KafkaConfig.from(config),
                WarehouseConfig.from(config),
                ManagementConfig.from(config),
                Duration.ofSeconds(5),
                Duration.ofDays(14)));
    config.finish();
  }

  @Test
  void fullMapping() {
    Configuration config =
        Configuration.of(Map.of("validator.retry-pause", "1s", "validator.outbox-keep", "30d"));

    ValidatorConfig validator = ValidatorConfig.from(config);

    assertThat(validator.retryPause()).isEqualTo(Duration.ofSeconds(1));
    assertThat(validator.outboxKeep()).isEqualTo(Duration.ofDays(30));
    config.finish();
  }
}
