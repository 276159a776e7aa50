package io.hindcast.warehouse;

import io.hindcast.core.pace.LoadSample;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Tells what the warehouse feels and others feel of it. Cheap enough for once a second: it reads
 * metadata, and of the log of queries only what is newer than a given time. Others are all queries
 * that Hindcast has not sent, whoever's user they run as.
 */
public interface LoadProbe {

  /**
   * One sample. What the server keeps no record of, or the user may not read, is empty in it.
   *
   * @param back how far back queries that have ended count
   * @param tables whose parts and mutations are counted
   */
  LoadSample load(Duration back, Collection<TableName> tables);

  /**
   * Latencies of others' queries that ran while no attempt did; empty when there were none or
   * nobody can tell.
   *
   * @param back how far back they may have ended
   */
  Optional<LoadSample.Latencies> idleLatencies(Duration back);

  /**
   * The number that a query yields; read-only.
   *
   * @param sql a SELECT of one number, without parameters
   * @param max longest run
   * @throws io.hindcast.core.error.HindcastException when it cannot be run or yields no number
   */
  double ask(String sql, Duration max);
}
