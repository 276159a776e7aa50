package io.hindcast.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.runtime.config.Configuration;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {
  @Test
  void hasDefaults() {
    WorkerConfig config = WorkerConfig.from(Configuration.of(Map.of()));

    assertThat(config.worker())
        .isEqualTo(new WorkerConfig.Worker("", 2, Duration.ofSeconds(15), Duration.ofSeconds(5)));
  }

  @Test
  void readsEveryKey() {
    Configuration configuration =
        Configuration.of(
            Map.of(
                "worker.id", "w7",
                "worker.slots", "8",
                "worker.drain", "500ms",
                "worker.report-interval", "2s"));

    WorkerConfig config = WorkerConfig.from(configuration);
    configuration.finish();

    assertThat(config.worker())
        .isEqualTo(new WorkerConfig.Worker("w7", 8, Duration.ofMillis(500), Duration.ofSeconds(2)));
  }

  @Test
  void namesWorkersApart() {
    assertThat(WorkerIdentity.of("w7")).isEqualTo("w7");
    assertThat(WorkerIdentity.of("")).isNotEqualTo(WorkerIdentity.of(""));
    assertThat(WorkerIdentity.nonce()).matches("[0-9a-f]{12}");
  }
}
