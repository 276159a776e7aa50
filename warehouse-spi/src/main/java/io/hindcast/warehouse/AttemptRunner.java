package io.hindcast.warehouse;

/** Runs one attempt's transform into its own staging table. */
public interface AttemptRunner {

  /**
   * Creates the staging table and fills it with what the transform yields. Not repeatable: a
   * staging table of that name must not exist. On any failure the staging table is dropped (as far
   * as the warehouse is reachable) and the first error thrown.
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
}
