package io.hindcast.warehouse.clickhouse;

import java.sql.SQLException;

/** How the statements of a session are run. */
interface StatementRunner {
  /** In the caller's thread, for as long as they take. */
  StatementRunner PLAIN =
      new StatementRunner() {
        @Override
        public <T> T run(String doing, Command command, Work<T> work) throws SQLException {
          return work.on(command, "");
        }
      };

  /** Runs one statement. */
  <T> T run(String doing, Command command, Work<T> work) throws SQLException;

  /** What is done with a statement. */
  interface Work<T> {
    /**
     * Does it.
     *
     * @param queryId under which it is to run; empty for one of the driver's own
     */
    T on(Command command, String queryId) throws SQLException;
  }
}
