package io.hindcast.control.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Binds values: the ones that JDBC knows, and instants, enums (by name) and texts (text[]). */
final class Parameters {
  private Parameters() {}

  static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, driverValue(statement.getConnection(), values[i]));
    }
  }

  private static @Nullable Object driverValue(Connection connection, @Nullable Object value)
      throws SQLException {
    return switch (value) {
      case null -> null;
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case Enum<?> constant -> constant.name();
      case Collection<?> texts -> connection.createArrayOf("text", texts.toArray());
      default -> value;
    };
  }
}
