package io.hindcast.control.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of connections to one service's schema, and transactions on it. Isolation is READ
 * COMMITTED: lock rows, or check versions, where two writers can meet. Thread-safe; blocking.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int ATTEMPTS_MAX = 5;
  private static final long BACK_OFF_MS = 10;
  private static final Duration CONNECT_MAX = Duration.ofSeconds(4);
  private static final Duration IDLE_MAX = Duration.ofSeconds(30);

  private final HikariDataSource pool;
  private final DatabaseSettings settings;

  private Database(HikariDataSource pool, DatabaseSettings settings) {
    this.pool = pool;
    this.settings = settings;
  }

  /**
   * Opens a pool. Connects when first used, so the server may come up later. A transaction in which
   * nothing happens for 30 s is ended by the server.
   */
  public static Database open(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(settings.schema());
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(Math.min(2, settings.poolSize()));
    config.setAutoCommit(false);
    config.setConnectionTimeout(CONNECT_MAX.toMillis());
    config.setInitializationFailTimeout(-1);
    // Not setSchema: that is a SET inside a transaction, undone by its rollback.
    config.addDataSourceProperty("currentSchema", settings.schema());
    config.addDataSourceProperty("ApplicationName", "hindcast-" + settings.schema());
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // A process that is stopped within a transaction would keep its locks from whoever takes over.
    config.addDataSourceProperty(
        "options", "-c idle_in_transaction_session_timeout=" + IDLE_MAX.toMillis());
    return new Database(new HikariDataSource(config), settings);
  }

  /**
   * Runs the body in a transaction, and again after a serialization failure or a deadlock, at most
   * 5 times. A lost connection is not retried: whether the commit arrived is then unknown, and the
   * caller must look.
   *
   * @throws HindcastException STORE_UNAVAILABLE when the database cannot be reached or the outcome
   *     of the commit is unknown; INTERNAL for other failures of SQL; whatever the body throws
   */
  public <T extends @Nullable Object> T inTransaction(TransactionBody<T> body) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(body, false);
      } catch (HindcastException e) {
        if (attempt == ATTEMPTS_MAX || !SqlFailure.isRetryable(e)) {
          throw e;
        }
        LOG.debug("Attempt {} of a transaction lost a conflict and is repeated", attempt, e);
        pause(attempt);
      }
    }
  }

  /** Runs the body in a transaction that cannot write; the rest as {@link #inTransaction}. */
  public <T extends @Nullable Object> T readOnly(TransactionBody<T> body) {
    return once(body, true);
  }

  /** What keeps the database from answering, for a readiness check; empty when it answers. */
  public Optional<String> problem() {
    try {
      readOnly(tx -> tx.query("SELECT 1 AS one", row -> row.integer("one")));
      return Optional.empty();
    } catch (HindcastException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The schema that unqualified names mean. */
  public String schema() {
    return settings.schema();
  }

  /** For the migrations, which bring their own transactions. */
  public DataSource dataSource() {
    return pool;
  }

  private <T extends @Nullable Object> T once(TransactionBody<T> body, boolean readOnly) {
    try (Connection connection = pool.getConnection()) {
      connection.setReadOnly(readOnly);
      T result = runOrRollBack(connection, body);
      commit(connection);
      return result;
    } catch (SQLException e) {
      throw SqlFailure.of("A transaction on schema %s".formatted(settings.schema()), e);
    }
  }

  private static <T extends @Nullable Object> T runOrRollBack(
      Connection connection, TransactionBody<T> body) {
    try {
      return body.run(new Transaction(connection));
    } catch (Throwable failure) { // Rolled back whatever it is, and thrown on.
      rollBack(connection, failure);
      throw failure;
    }
  }

  private static void rollBack(Connection connection, Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException e) { // The server rolls back by itself when the connection is gone.
      failure.addSuppressed(e);
    }
  }

  private static void commit(Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (SqlFailure.isRetryable(e)) {
        throw e;
      }
      throw new HindcastException(
          ErrorCode.STORE_UNAVAILABLE,
          "Whether a transaction was committed is unknown: " + e.getMessage(),
          e);
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, BACK_OFF_MS << attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HindcastException(
          ErrorCode.STORE_UNAVAILABLE, "Interrupted before repeating a transaction", e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
