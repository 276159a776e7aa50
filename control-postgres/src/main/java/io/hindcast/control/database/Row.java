package io.hindcast.control.database;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The current row of a query, read by column name. Reading NULL is an error but for Optionals. */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  /** A text column. */
  public String string(String column) {
    return require(column, String.class);
  }

  /** A text column that may be NULL. */
  public Optional<String> optionalString(String column) {
    return read(column, String.class);
  }

  /** A uuid column. */
  public UUID uuid(String column) {
    return require(column, UUID.class);
  }

  /** A uuid column that may be NULL. */
  public Optional<UUID> optionalUuid(String column) {
    return read(column, UUID.class);
  }

  /** An integer column. */
  public int integer(String column) {
    return require(column, Integer.class);
  }

  /** A bigint or integer column. */
  public long number(String column) {
    return require(column, Long.class);
  }

  /** A bigint column that may be NULL. */
  public Optional<Long> optionalNumber(String column) {
    return read(column, Long.class);
  }

  /** A double precision column. */
  public double real(String column) {
    return require(column, Double.class);
  }

  /** A boolean column. */
  public boolean flag(String column) {
    return require(column, Boolean.class);
  }

  /** A timestamptz column; microseconds. */
  public Instant instant(String column) {
    return require(column, OffsetDateTime.class).toInstant();
  }

  /** A timestamptz column that may be NULL. */
  public Optional<Instant> optionalInstant(String column) {
    return read(column, OffsetDateTime.class).map(OffsetDateTime::toInstant);
  }

  /** A bytea column. */
  public byte[] bytes(String column) {
    return require(column, byte[].class);
  }

  /** A text[] column. */
  public List<String> strings(String column) {
    try {
      Array array = result.getArray(column);
      if (array == null) {
        throw isNull(column);
      }
      return List.of((String[]) array.getArray());
    } catch (SQLException e) {
      throw SqlFailure.of("Reading column " + column, e);
    }
  }

  /** A text column that holds an enum constant's name. */
  public <E extends Enum<E>> E choice(String column, Class<E> type) {
    return Enum.valueOf(type, string(column));
  }

  private <T> T require(String column, Class<T> type) {
    return read(column, type).orElseThrow(() -> isNull(column));
  }

  private <T> Optional<T> read(String column, Class<T> type) {
    try {
      return Optional.ofNullable(result.getObject(column, type));
    } catch (SQLException e) {
      throw SqlFailure.of("Reading column " + column, e);
    }
  }

  private static IllegalStateException isNull(String column) {
    return new IllegalStateException("Column %s is NULL: expected a value".formatted(column));
  }
}
