package io.hindcast.core.type;

import java.util.List;
import java.util.stream.Stream;

/** What becomes of the values of one type that are stored as another. */
public sealed interface Conversion {
  /** Both types are the same. */
  record Same() implements Conversion {}

  /** Every value has its place in the other type. */
  record Exact() implements Conversion {}

  /**
   * Some values would be changed without an error.
   *
   * @param how in words that go on after "the engine"
   */
  record Lossy(String how) implements Conversion {}

  /**
   * Whether a value has its place shows when it is stored: there, it is proved or refused.
   *
   * @param into a type without parts
   */
  record Checked(Proof proof, ColumnType into) implements Conversion {}

  /** NULL is refused; the values themselves are converted. */
  record NullRefused(Conversion values) implements Conversion {}

  /** NULL stays NULL; the values themselves are converted. */
  record NullKept(Conversion values) implements Conversion {}

  /** Each element of an array is converted. */
  record Elements(Conversion element) implements Conversion {}

  /** Each key and each value of a map is converted. */
  record Entries(Conversion key, Conversion value) implements Conversion {}

  /** Each place of a tuple is converted, in the order of the tuple that is yielded. */
  record Places(List<Conversion> places) implements Conversion {
    /** Copies the places. */
    public Places {
      places = List.copyOf(places);
    }
  }

  /** How a value is proved to be stored exactly. */
  enum Proof {
    /** The text is the number's own, leading and trailing zeros aside. */
    NUMBER_TEXT,
    /** The text is the day's or the time's own. */
    CALENDAR_TEXT,
    /** The text is the instant's own, in the column's zone or in UTC with Z at its end. */
    INSTANT_TEXT,
    /** The engine's own parser takes the text. */
    PARSED,
    /** The text is one of an enumeration's names. */
    NAME,
    /** The number is one of an enumeration's. */
    VALUE,
    /** The text is short enough. */
    LENGTH,
    /** The address is one of the shorter kind. */
    ADDRESS,
    /** The start of the day is between 1970 and 2106. */
    DAY_IN_SECONDS,
    /** The day is between 1900 and 2262. */
    DAY_IN_NANOSECONDS,
    /** The instant is between 1677 and 2262. */
    INSTANT_IN_NANOSECONDS,
    /** The engine itself takes the state or refuses the statement. */
    ENGINE;

    /** Whether only values at the far ends of the calendar are refused. */
    public boolean isRemote() {
      return switch (this) {
        case DAY_IN_SECONDS, DAY_IN_NANOSECONDS, INSTANT_IN_NANOSECONDS -> true;
        case NUMBER_TEXT,
            CALENDAR_TEXT,
            INSTANT_TEXT,
            PARSED,
            NAME,
            VALUE,
            LENGTH,
            ADDRESS,
            ENGINE ->
            false;
      };
    }
  }

  /** Of values of {@code from} that are stored as {@code into}; types as the server prints them. */
  static Conversion of(String from, String into) {
    return TypeFit.of(TypeParser.parse(from), TypeParser.parse(into));
  }

  /** What to write instead, in words. */
  static String howToConvert(String column, String from, String into) {
    boolean numbers =
        TypeParser.parse(from) instanceof ColumnType.Numeric
            && TypeParser.parse(into) instanceof ColumnType.Numeric;
    return numbers
        ? "convert it in the statement, such as by accurateCast(%s, '%s'), which fails on a value that does not fit"
            .formatted(column, into)
        : "convert it in the statement to what is meant (CAST(%s AS %s) changes the same values)"
            .formatted(column, into);
  }

  /** Whether a column of the type can have NULL or a floating-point number that is none. */
  static boolean holdsNullOrNan(String type) {
    return switch (TypeParser.parse(type)) {
      case ColumnType.OrNull ignored -> true;
      case ColumnType.OneOf ignored -> true;
      case ColumnType.Anything ignored -> true;
      case ColumnType.Other ignored -> true;
      case ColumnType.Numeric number -> number.isFloating();
      default -> false;
    };
  }

  /** This one and all that it is made of. */
  default Stream<Conversion> all() {
    Stream<Conversion> parts =
        switch (this) {
          case Same ignored -> Stream.empty();
          case Exact ignored -> Stream.empty();
          case Lossy ignored -> Stream.empty();
          case Checked ignored -> Stream.empty();
          case NullRefused refused -> refused.values().all();
          case NullKept kept -> kept.values().all();
          case Elements elements -> elements.element().all();
          case Entries entries -> Stream.concat(entries.key().all(), entries.value().all());
          case Places places -> places.places().stream().flatMap(Conversion::all);
        };
    return Stream.concat(Stream.of(this), parts);
  }

  /** Whether a value must be looked at before it is stored. */
  default boolean isGuarded() {
    return all().anyMatch(part -> part instanceof Checked || part instanceof NullRefused);
  }

  /** Whether values may be changed without an error. */
  default boolean isLossy() {
    return all().anyMatch(Lossy.class::isInstance);
  }
}
