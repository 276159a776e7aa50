package io.hindcast.warehouse;

/** Runs one attempt's transform into its own staging table. */
public interface AttemptRunner {

  /**
   * Creates the staging table, looks whether the order's guard exists, and fills the staging table
   * with what the transform yields, strictly one after the other: whoever drops the guard, and
   * afterwards finds neither a staging table nor a query, knows that none will follow. Not
   * repeatable: a staging table of that name must not exist. On any failure the staging table is
   * dropped (as far as the warehouse is reachable) and the first error thrown.
   *
   * @throws io.hindcast.core.error.HindcastException ATTEMPT_REVOKED when there is no guard
   */
  StagedContent run(AttemptOrder order);

  /**
   * Kills running queries whose id starts with the prefix and waits until none is left, up to a
   * minute.
   *
   * @param queryIdPrefix never blank
   * @return how many were killed
   * @throws io.hindcast.core.error.HindcastException WAREHOUSE_TIMEOUT when some still run then
   */
  int killQueries(String queryIdPrefix);

  /**
   * How many queries whose id starts with the prefix run now.
   *
   * @param queryIdPrefix never blank
   */
  int runningQueries(String queryIdPrefix);
}
