package io.hindcast.core.check;

/**
 * A check's result and what it depends on.
 *
 * @param result what the check says
 * @param outward whether the check compares with the sources or the live table, so that its failure
 *     proves nothing when those have changed since the rows were computed
 */
public record Assessment(CheckResult result, boolean outward) {

  static Assessment inward(CheckResult result) {
    return new Assessment(result, false);
  }

  static Assessment outward(CheckResult result) {
    return new Assessment(result, true);
  }

  boolean failed() {
    return result.outcome() == CheckOutcome.FAILED;
  }
}
