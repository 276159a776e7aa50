package io.hindcast.core.plan;

import io.hindcast.core.plan.ColumnFit.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether values of one type of the warehouse survive being stored as another. Types come as the
 * server prints them. What is not known here is doubtful, never wrong.
 */
final class TypeFit {
  private static final Pattern DATE_TIME_64 = Pattern.compile("DateTime64\\((\\d+).*");

  /** Each holds all instants of those before it. */
  private static final List<String> DATES = List.of("Date", "Date32");

  private TypeFit() {}

  /** The verdict on storing values of {@code from} in a column of {@code into}. */
  static Verdict of(String from, String into) {
    String plainFrom = plain(from);
    String plainInto = plain(into);
    boolean nulls = isNullable(plainFrom) && !isNullable(plainInto);
    Verdict values = values(inner(plainFrom), inner(plainInto));
    // A NULL stops the task; a value that is changed silently does not.
    return nulls && values != Verdict.NARROWING ? Verdict.NULL_FAILS : values;
  }

  private static Verdict values(String from, String into) {
    if (from.equals(into)) {
      return Verdict.SAME;
    }
    if (from.equals("Nothing")) {
      return Verdict.CONVERTED;
    }
    if (from.startsWith("Array(") && into.startsWith("Array(")) {
      Verdict elements = of(inside(from), inside(into));
      return elements == Verdict.SAME ? Verdict.CONVERTED : elements;
    }
    Optional<NumberType> number = NumberType.of(from);
    Optional<NumberType> other = NumberType.of(into);
    if (number.isPresent() && other.isPresent()) {
      return number.get().fitsInto(other.get()) ? Verdict.CONVERTED : Verdict.NARROWING;
    }
    if (isTime(from) && isTime(into)) {
      return times(from, into);
    }
    return into.equals("String") ? Verdict.CONVERTED : Verdict.DOUBTFUL;
  }

  private static Verdict times(String from, String into) {
    boolean days = DATES.contains(from);
    if (days && DATES.contains(into)) {
      return DATES.indexOf(from) <= DATES.indexOf(into) ? Verdict.CONVERTED : Verdict.NARROWING;
    }
    if (days) {
      return from.equals("Date") || precision(into) >= 0 ? Verdict.CONVERTED : Verdict.NARROWING;
    }
    if (DATES.contains(into)) {
      return Verdict.NARROWING;
    }
    return precision(from) <= precision(into) ? Verdict.CONVERTED : Verdict.NARROWING;
  }

  /** Digits of a second, less one for the shorter range of DateTime. */
  private static int precision(String type) {
    Matcher precise = DATE_TIME_64.matcher(type);
    return precise.matches() ? Integer.parseInt(precise.group(1)) : -1;
  }

  private static boolean isTime(String type) {
    return DATES.contains(type) || name(type).equals("DateTime") || precision(type) >= 0;
  }

  private static String name(String type) {
    int parameters = type.indexOf('(');
    return parameters < 0 ? type : type.substring(0, parameters);
  }

  private static String inside(String type) {
    return type.substring(type.indexOf('(') + 1, type.length() - 1);
  }

  private static boolean isNullable(String type) {
    return type.startsWith("Nullable(");
  }

  private static String inner(String type) {
    return isNullable(type) ? inside(type) : type;
  }

  /** How a column is compressed does not matter. */
  private static String plain(String type) {
    return type.startsWith("LowCardinality(") ? inside(type) : type;
  }
}
