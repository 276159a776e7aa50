package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kills queries by the beginning of their id, and waits until they are gone. */
final class QueryKiller {
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(20);

  private static final String RUNNING =
      "SELECT query_id FROM system.processes WHERE startsWith(query_id, {prefix:String})";

  private static final String KILL = "KILL QUERY WHERE startsWith(query_id, {prefix:String}) ASYNC";

  private static final String KILL_ONE = "KILL QUERY WHERE query_id = {id:String} ASYNC";
  private static final Logger LOG = LoggerFactory.getLogger(QueryKiller.class);

  private final JdbcSession session;

  QueryKiller(JdbcSession session) {
    this.session = session;
  }

  int count(String prefix) {
    return running(prefix).size();
  }

  int kill(String prefix) {
    if (prefix.isBlank()) {
      throw new IllegalArgumentException("An empty prefix would kill every query of the server");
    }
    int found = count(prefix);
    if (found > 0) {
      session.execute("Killing the queries " + prefix, Command.of(KILL).bind("prefix", prefix));
      awaitEnd(prefix);
    }
    return found;
  }

  /** Kills one query that nobody waits for any more, and that ends by itself in any case. */
  void send(String queryId) {
    try {
      session.execute("Killing " + queryId, Command.of(KILL_ONE).bind("id", queryId));
    } catch (HindcastException e) {
      LOG.info("The query {} is left to its time limit: {}", queryId, e.getMessage());
    }
  }

  /** Looks instead of KILL … SYNC, which has no bound. */
  private void awaitEnd(String prefix) {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    for (List<String> left = running(prefix); !left.isEmpty(); left = running(prefix)) {
      if (System.nanoTime() > deadline) {
        throw new HindcastException(
            ErrorCode.WAREHOUSE_TIMEOUT,
            "%d queries still run %d s after they were killed, such as %s: look at"
                    .formatted(left.size(), WAIT_MAX.toSeconds(), left.getFirst())
                + " system.processes, and try again");
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private List<String> running(String prefix) {
    return session.query(
        "Looking for the queries " + prefix,
        Command.of(RUNNING).bind("prefix", prefix),
        row -> row.getString("query_id"));
  }
}
