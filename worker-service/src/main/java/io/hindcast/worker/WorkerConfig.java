package io.hindcast.worker;

import io.hindcast.runtime.config.Configuration;
import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.KafkaConfig;
import io.hindcast.runtime.config.ManagementConfig;
import io.hindcast.runtime.config.WarehouseConfig;
import java.time.Duration;

/**
 * The worker's configuration.
 *
 * @param database {@code database.*}, where it looks for orders and writes down what it sends
 * @param worker {@code worker.*}
 */
record WorkerConfig(
    KafkaConfig kafka,
    DatabaseConfig database,
    WarehouseConfig warehouse,
    ManagementConfig management,
    Worker worker) {

  static WorkerConfig from(Configuration config) {
    return new WorkerConfig(
        KafkaConfig.from(config),
        DatabaseConfig.from(config),
        WarehouseConfig.from(config),
        ManagementConfig.from(config),
        Worker.from(config));
  }

  /**
   * The work itself.
   *
   * @param id {@code worker.id}, unique among workers; empty to have one made
   * @param slots {@code worker.slots}, tasks side by side
   * @param drain {@code worker.drain}, how long running tasks may go on when the worker stops; what
   *     is not done then is killed and goes to another worker. A few seconds shorter than {@code
   *     service.stop-max}, which cuts off everything
   * @param reportInterval {@code worker.report-interval}, how often it says what it does
   */
  record Worker(String id, int slots, Duration drain, Duration reportInterval) {
    private static final int SLOTS_MAX = 256;

    static Worker from(Configuration config) {
      return new Worker(
          config.string("worker.id", ""),
          config.integer("worker.slots", 2, 1, SLOTS_MAX),
          config.duration("worker.drain", Duration.ofSeconds(15)),
          config.duration("worker.report-interval", Duration.ofSeconds(5)));
    }
  }
}
