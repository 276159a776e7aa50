package io.hindcast.planner;

import io.hindcast.core.calibration.Prices;
import io.hindcast.runtime.config.Configuration;

/** {@code planner.cost.*}: what work costs, so that plans and backfills can say it. */
final class CostConfig {
  private CostConfig() {}

  /** No price is known unless one is set: costs are not shown then. */
  static Prices from(Configuration config) {
    return new Prices(
        price(config, "planner.cost.task-hour"),
        price(config, "planner.cost.terabyte-read"),
        config.string("planner.cost.currency", ""));
  }

  private static double price(Configuration config, String key) {
    String text = config.string(key, "0");
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      config.problem("%s: expected a price from 0 such as 0.25, found '%s'".formatted(key, text));
      return 0;
    }
    return Double.parseDouble(text);
  }
}
