package io.hindcast.control.database;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One open transaction. Statements take {@code ?} parameters: strings, numbers, booleans, UUIDs,
 * byte arrays, null, and also instants, enums (bound by name) and collections of strings (bound as
 * text[]). Failures throw HindcastException STORE_UNAVAILABLE or INTERNAL.
 */
public final class Transaction {
  private final Connection connection;

  Transaction(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement that changes rows; answers how many. */
  public int update(String sql, @Nullable Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Parameters.bind(statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  /**
   * Runs a statement that must change exactly one row, such as an update with a version check.
   *
   * @throws HindcastException ILLEGAL_STATE with {@code otherwise} when it changed none or several
   */
  public void updateOne(String otherwise, String sql, @Nullable Object... values) {
    int rows = update(sql, values);
    if (rows != 1) {
      throw new HindcastException(
          ErrorCode.ILLEGAL_STATE, "%s (%d rows changed, expected 1)".formatted(otherwise, rows));
    }
  }

  /** Runs a statement once for each list of values, in one round trip; answers rows per list. */
  public List<Integer> batch(String sql, List<? extends List<? extends @Nullable Object>> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (List<? extends @Nullable Object> row : values) {
        Parameters.bind(statement, row.toArray());
        statement.addBatch();
      }
      return IntStream.of(statement.executeBatch()).boxed().toList();
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  /** All rows of a query, mapped. Bound the result in SQL. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Parameters.bind(statement, values);
      try (ResultSet result = statement.executeQuery()) {
        Row row = new Row(result);
        List<T> mapped = new ArrayList<>();
        while (result.next()) {
          mapped.add(mapper.map(row));
        }
        return mapped;
      }
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  /** The first row of a query, mapped. */
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... values) {
    return query(sql, mapper, values).stream().findFirst();
  }

  private static HindcastException failure(String sql, SQLException e) {
    return SqlFailure.of(
        "The statement '%s'".formatted(sql.strip().lines().findFirst().orElse("")), e);
  }
}
