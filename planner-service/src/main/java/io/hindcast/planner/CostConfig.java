package io.hindcast.planner;

import io.hindcast.core.calibration.Prices;
import io.hindcast.runtime.config.Configuration;

/** The prices of {@code planner.price.*} by which plans and backfills say what they cost. */
final class CostConfig {
  private CostConfig() {}

  /**
   * No price is known unless one is set: costs are not shown then.
   *
   * @param budgets prices of the same keys by which budgets are counted
   */
  static Prices from(Configuration config, io.hindcast.core.pace.Prices budgets) {
    return new Prices(
        price(config, "planner.price.task-hour"),
        budgets.readTerabyte().doubleValue(),
        config.string("planner.price.currency", ""));
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
