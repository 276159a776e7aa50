package io.hindcast.systemtests.stack;

import io.hindcast.localstack.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** What services have said, as it lies in the database. */
record Outboxes(LocalPostgres postgres) {

  /** The newest message of a service on a topic for the backfill, encoded. */
  byte[] newest(String service, String topic, UUID backfillId) {
    String sql =
        "SELECT payload FROM %s.outbox WHERE aggregatetype = ? AND aggregateid = ? ORDER BY created_at DESC LIMIT 1"
            .formatted(service);
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, topic);
      statement.setString(2, backfillId.toString());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new AssertionError(
              "The %s has said nothing on %s for %s".formatted(service, topic, backfillId));
        }
        return row.getBytes(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
