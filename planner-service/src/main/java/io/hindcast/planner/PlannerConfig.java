package io.hindcast.planner;

import io.hindcast.planner.pace.PaceSettings;
import io.hindcast.runtime.config.Configuration;
import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.HttpConfig;
import io.hindcast.runtime.config.KafkaConfig;
import io.hindcast.runtime.config.ManagementConfig;
import io.hindcast.runtime.config.WarehouseConfig;
import java.time.Duration;

/** The planner's configuration. */
record PlannerConfig(
    DatabaseConfig database,
    KafkaConfig kafka,
    WarehouseConfig warehouse,
    HttpConfig http,
    ManagementConfig management,
    Patience patience,
    PaceSettings pace) {

  /**
   * {@code planner.*}.
   *
   * @param sweepInterval {@code planner.sweep-interval}, how often open backfills are looked at
   *     even if nothing was heard
   * @param attemptTimeout {@code planner.attempt-timeout}, after which an attempt that nothing was
   *     heard of is repeated
   * @param retryBackoff {@code planner.retry-backoff}, before a task's second attempt
   * @param janitorInterval {@code planner.janitor-interval}, how often tables that are of no use
   *     any more are looked for
   */
  record Patience(
      Duration sweepInterval,
      Duration attemptTimeout,
      Duration retryBackoff,
      Duration janitorInterval) {
    static Patience from(Configuration config) {
      return new Patience(
          config.duration("planner.sweep-interval", Duration.ofSeconds(1)),
          config.duration("planner.attempt-timeout", Duration.ofMinutes(30)),
          config.duration("planner.retry-backoff", Duration.ofSeconds(1)),
          config.duration("planner.janitor-interval", Duration.ofMinutes(10)));
    }
  }

  static PlannerConfig from(Configuration config) {
    return new PlannerConfig(
        DatabaseConfig.from(config),
        KafkaConfig.from(config),
        WarehouseConfig.from(config),
        HttpConfig.from(config),
        ManagementConfig.from(config),
        Patience.from(config),
        PaceConfig.from(config));
  }
}
