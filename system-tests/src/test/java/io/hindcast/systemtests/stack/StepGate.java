package io.hindcast.systemtests.stack;

import io.hindcast.localstack.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * Holds swaps before each of their steps: a trigger in the relay's database waits for a lock. The
 * relay is the one of production and knows nothing of it.
 */
public final class StepGate implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long LOCK = 4711;

  private static final String CLOSE =
      """
      CREATE OR REPLACE FUNCTION relay.wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(4711);
        RETURN NEW;
      END $$;
      CREATE OR REPLACE TRIGGER gate BEFORE UPDATE OF state ON relay.swap
        FOR EACH ROW WHEN (OLD.state != NEW.state) EXECUTE FUNCTION relay.wait_at_gate();
      """;
  private static final String OPEN = "DROP TRIGGER IF EXISTS gate ON relay.swap";
  private static final String WAITING =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND wait_event = 'advisory'
      """;

  private final Connection connection;

  private StepGate(Connection connection) {
    this.connection = connection;
  }

  /** Closed from now on; nobody passes. */
  static StepGate closed(LocalPostgres postgres) {
    try {
      StepGate gate =
          new StepGate(
              DriverManager.getConnection(
                  postgres.jdbcUrl(), postgres.user(), postgres.password()));
      gate.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      gate.execute(CLOSE);
      return gate;
    } catch (SQLException e) {
      throw new IllegalStateException("The gate cannot be closed", e);
    }
  }

  /** Waits for a swap that wants to go on; false when so many of the backfill's have ended. */
  public boolean awaitStep(UUID backfillId, int swaps) {
    Awaitility.await("a step of " + backfillId)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> someoneWaits() || ended(backfillId) == swaps);
    return someoneWaits();
  }

  /** The step that is done and not stored as done, of the swap that waits. */
  public String step() {
    return texts("SELECT state FROM relay.swap WHERE open").getFirst();
  }

  /** The states of all swaps that have not ended. */
  public List<String> steps() {
    return texts("SELECT state FROM relay.swap WHERE open");
  }

  /** Whether a step of a swap has failed with these words. */
  public boolean hasFailed(String words) {
    return !texts(
            "SELECT step FROM relay.swap_journal WHERE mark = 'AFTER' AND detail LIKE 'Failed%%%s%%'"
                .formatted(words))
        .isEmpty();
  }

  /** Lets whoever waits pass, once. */
  public void pass() {
    execute("SELECT pg_advisory_unlock(" + LOCK + ")");
    execute("SELECT pg_advisory_lock(" + LOCK + ")");
  }

  private boolean someoneWaits() {
    return !texts(WAITING).equals(List.of("0"));
  }

  private int ended(UUID backfillId) {
    return Integer.parseInt(
        texts(
                "SELECT count(*) FROM relay.swap WHERE NOT open AND document::text LIKE '%%%s%%'"
                    .formatted(backfillId))
            .getFirst());
  }

  private List<String> texts(String query) {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        texts.add(result.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL does not answer", e);
    }
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL does not answer", e);
    }
  }

  /** Open for good. */
  @Override
  public void close() {
    try (connection) {
      execute("SELECT pg_advisory_unlock_all()");
      execute(OPEN);
    } catch (SQLException e) {
      throw new IllegalStateException("The gate cannot be opened", e);
    }
  }
}
