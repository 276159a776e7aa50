package io.hindcast.core.type;

import io.hindcast.core.type.ColumnType.Temporal;
import io.hindcast.core.type.ColumnType.Temporal.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Types without types in them. */
final class ScalarTypes {
  private static final Pattern INTEGER = Pattern.compile("(U?)Int(8|16|32|64|128|256)");

  /** Digits of a {@code DateTime64} that names none. */
  private static final int PRECISION = 3;

  private ScalarTypes() {}

  /** The type of this name, or an {@link ColumnType.Other}. */
  static ColumnType of(String name, List<String> arguments) {
    Matcher integer = INTEGER.matcher(name);
    if (integer.matches()) {
      boolean signed = integer.group(1).isEmpty();
      return number(name, NumberType.integer(signed, Integer.parseInt(integer.group(2))));
    }
    return switch (name) {
      case "Bool" -> number(name, NumberType.TRUTH);
      case "BFloat16" -> number(name, NumberType.floating(8));
      case "Float32" -> number(name, NumberType.floating(24));
      case "Float64" -> number(name, NumberType.floating(53));
      case "Decimal" -> decimal(arguments);
      case "FixedString" -> new ColumnType.FixedText(digits(arguments, 0, 1));
      case "UUID", "IPv4", "IPv6" -> new ColumnType.Address(name);
      case "Date" -> new Temporal(Kind.DATE, 0, null);
      case "Date32" -> new Temporal(Kind.DATE32, 0, null);
      case "DateTime" -> new Temporal(Kind.DATE_TIME, 0, zone(arguments, 0));
      case "DateTime64" ->
          new Temporal(Kind.DATE_TIME64, digits(arguments, 0, PRECISION), zone(arguments, 1));
      case "Time" -> new Temporal(Kind.TIME, 0, null);
      case "Time64" -> new Temporal(Kind.TIME64, digits(arguments, 0, PRECISION), null);
      default -> new ColumnType.Other(name);
    };
  }

  private static ColumnType number(String name, NumberType range) {
    return new ColumnType.Numeric(name, range);
  }

  private static ColumnType decimal(List<String> arguments) {
    int precision = digits(arguments, 0, 10);
    int scale = digits(arguments, 1, 0);
    return number(
        "Decimal(%d, %d)".formatted(precision, scale), NumberType.decimal(precision, scale));
  }

  private static int digits(List<String> arguments, int index, int otherwise) {
    if (index >= arguments.size()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(arguments.get(index));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static @Nullable String zone(List<String> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }
}
