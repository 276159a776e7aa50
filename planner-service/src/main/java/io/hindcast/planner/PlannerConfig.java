package io.hindcast.planner;

import io.hindcast.core.calibration.Prices;
import io.hindcast.planner.pace.PaceSettings;
import io.hindcast.runtime.config.Configuration;
import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.HttpConfig;
import io.hindcast.runtime.config.KafkaConfig;
import io.hindcast.runtime.config.ManagementConfig;
import io.hindcast.runtime.config.WarehouseConfig;
import io.hindcast.warehouse.SurveyLimits;
import java.time.Duration;

/** The planner's configuration. */
record PlannerConfig(
    DatabaseConfig database,
    KafkaConfig kafka,
    WarehouseConfig warehouse,
    HttpConfig http,
    ManagementConfig management,
    Patience patience,
    Surveys surveys,
    PaceSettings pace,
    Prices prices) {
  private static final Duration STATEMENT_MAX = Duration.ofSeconds(30);

  /**
   * {@code planner.*}.
   *
   * @param sweepInterval {@code planner.sweep-interval}, how often open backfills are looked at
   *     even if nothing was heard
   * @param attemptTimeout {@code planner.attempt-timeout}, after which an attempt that nothing was
   *     heard of is repeated
   * @param retryBackoff {@code planner.retry-backoff}, before a task's second attempt
   * @param retryBackoffMax {@code planner.retry-backoff-max}, the longest pause between two
   *     attempts
   * @param failedKeep {@code planner.failed-keep}, how long what a failed backfill has computed is
   *     kept for a retry
   * @param workerSilence {@code planner.worker-silence}, after which a worker that was not heard of
   *     is presumed gone
   * @param janitorInterval {@code planner.janitor-interval}, how often tables that are of no use
   *     any more are looked for
   * @param keptVersions {@code planner.kept-versions}, after how many later backfills of the same
   *     partitions what one has kept for a rollback is given up
   */
  record Patience(
      Duration sweepInterval,
      Duration attemptTimeout,
      Duration retryBackoff,
      Duration retryBackoffMax,
      Duration failedKeep,
      Duration workerSilence,
      Duration janitorInterval,
      int keptVersions) {
    static Patience from(Configuration config) {
      return new Patience(
          config.duration("planner.sweep-interval", Duration.ofSeconds(1)),
          config.duration("planner.attempt-timeout", Duration.ofMinutes(30)),
          config.duration("planner.retry-backoff", Duration.ofSeconds(1)),
          config.duration("planner.retry-backoff-max", Duration.ofMinutes(1)),
          config.duration("planner.failed-keep", Duration.ofDays(1)),
          config.duration("planner.worker-silence", Duration.ofSeconds(20)),
          config.duration("planner.janitor-interval", Duration.ofMinutes(10)),
          config.integer("planner.kept-versions", 10, 1, 1000));
    }
  }

  /**
   * {@code planner.survey.*}.
   *
   * @param limits {@code planner.survey.statement-max} is the longest run of a statement of a plan;
   *     all of them have four times that together
   * @param patience {@code planner.survey.patience}, how long planning is tried again
   * @param oneUser {@code planner.survey.one-user}, whether all services are one user of the
   *     warehouse, whose rights a plan can then look at
   */
  record Surveys(SurveyLimits limits, Duration patience, boolean oneUser) {
    static Surveys from(Configuration config) {
      Duration most = config.duration("planner.survey.statement-max", STATEMENT_MAX);
      if (!most.isPositive()) {
        config.problem("planner.survey.statement-max is 0: expected a duration such as 30s");
        most = STATEMENT_MAX;
      }
      return new Surveys(
          SurveyLimits.of(most),
          config.duration("planner.survey.patience", Duration.ofHours(1)),
          config.flag("planner.survey.one-user", true));
    }
  }

  static PlannerConfig from(Configuration config) {
    PaceSettings pace = PaceConfig.from(config);
    return new PlannerConfig(
        DatabaseConfig.from(config),
        KafkaConfig.from(config),
        WarehouseConfig.from(config),
        HttpConfig.from(config),
        ManagementConfig.from(config),
        Patience.from(config),
        Surveys.from(config),
        pace,
        CostConfig.from(config, pace.prices()));
  }
}
