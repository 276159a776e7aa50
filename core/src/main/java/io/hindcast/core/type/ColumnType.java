package io.hindcast.core.type;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column. How it is compressed, and how a table aggregates it, is no part of it: a
 * {@code LowCardinality(T)} and a {@code SimpleAggregateFunction(f, T)} are read as their T, a
 * {@code Nested(…)} as an array of tuples, and shapes such as {@code Ring} as what they hold.
 */
public sealed interface ColumnType {
  /** Any UTF-8 or bytes of any length. */
  record Text() implements ColumnType {}

  /** Exactly so many bytes; shorter texts are filled with zero bytes. */
  record FixedText(int length) implements ColumnType {}

  /** Numbers, truth values included. */
  record Numeric(String name, NumberType range) implements ColumnType {
    /** Whether there are digits after the point. */
    boolean isWhole() {
      return range.fraction() == 0;
    }

    /** Whether it is a binary fraction. */
    boolean isFloating() {
      return range.isFloating();
    }

    /** Whether it is true or false. */
    boolean isTruth() {
      return name.equals("Bool");
    }
  }

  /** Days, instants and times of the day. */
  record Temporal(Kind kind, int precision, @Nullable String zone) implements ColumnType {
    /** What is counted. */
    public enum Kind {
      DATE,
      DATE32,
      DATE_TIME,
      DATE_TIME64,
      TIME,
      TIME64
    }
  }

  /**
   * Names for numbers.
   *
   * @param values by literal, quotes and escapes as the server prints them
   */
  record Enumeration(Map<String, Integer> values) implements ColumnType {
    /** Copies the values. */
    public Enumeration {
      values = Map.copyOf(values);
    }
  }

  /** A type without parts that a text can stand for: UUID, IPv4 and IPv6. */
  record Address(String name) implements ColumnType {}

  /** A value or NULL. */
  record OrNull(ColumnType value) implements ColumnType {}

  /** Any number of values. */
  record Many(ColumnType element) implements ColumnType {}

  /** Values by keys. */
  record Dictionary(ColumnType key, ColumnType value) implements ColumnType {}

  /** Values at places. */
  record Row(List<Field> fields) implements ColumnType {
    /** Copies the fields. */
    public Row {
      fields = List.copyOf(fields);
    }

    boolean isNamed() {
      return fields.stream().allMatch(field -> field.name() != null);
    }
  }

  /** One place of a row. */
  record Field(@Nullable String name, ColumnType type) {}

  /** A value of one of these types, or NULL. */
  record OneOf(List<ColumnType> types) implements ColumnType {
    /** Copies the types. */
    public OneOf {
      types = List.copyOf(types);
    }
  }

  /** A value of any type, or NULL. */
  record Anything() implements ColumnType {}

  /**
   * A document.
   *
   * @param typed paths with declared types, and what is left out
   */
  record Document(List<String> typed) implements ColumnType {
    /** Copies the paths. */
    public Document {
      typed = List.copyOf(typed);
    }
  }

  /** The state of an aggregate function. */
  record State(String function) implements ColumnType {}

  /** No value at all. */
  record Nothing() implements ColumnType {}

  /** A type of which only the name is known. */
  record Other(String name) implements ColumnType {}
}
