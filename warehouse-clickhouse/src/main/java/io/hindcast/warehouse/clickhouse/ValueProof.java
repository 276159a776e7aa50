package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.type.ColumnType;
import io.hindcast.core.type.ColumnType.Temporal;
import io.hindcast.core.type.Conversion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The condition under which a value is stored exactly, as an expression of 0 or 1 that never fails.
 * The engine's own conversions cannot be trusted to fail: texts wrap ({@code '300'} is 44 as an
 * Int8), days and months overflow ({@code '2024-02-30'} is the first of March), and what is in an
 * array, a map or a tuple is cut without a look.
 */
final class ValueProof {
  /** Zeros at the end of a fraction, and a point that is left alone, mean nothing. */
  private static final String FRACTION =
      "replaceRegexpOne(replaceRegexpOne(%s, '(\\\\.\\\\d*?)0+$', '\\\\1'), '\\\\.$', '')";

  private static final String NUMBER =
      "replaceRegexpOne(" + FRACTION + ", '^\\\\+?(-?)0*(\\\\d)', '\\\\1\\\\2')";

  private static final String LAST_DAY_IN_SECONDS = "toDate('2106-02-06')";
  private static final int DAYS_IN_NANOSECONDS_MAX = 106_750;
  private static final long SECONDS_IN_NANOSECONDS_MAX = 9_223_372_035L;

  private ValueProof() {}

  /**
   * The condition on a value.
   *
   * @param value an expression of the type that is converted
   * @return empty where every value is stored exactly, or is accepted as it will be
   */
  static Optional<String> of(Conversion conversion, String value) {
    return of(conversion, value, 0);
  }

  private static Optional<String> of(Conversion conversion, String value, int depth) {
    return switch (conversion) {
      case Conversion.Same ignored -> Optional.empty();
      case Conversion.Exact ignored -> Optional.empty();
      case Conversion.Lossy ignored -> Optional.empty();
      case Conversion.Checked checked -> checked(checked, value);
      case Conversion.NullRefused refused ->
          Optional.of(
              of(refused.values(), "assumeNotNull(%s)".formatted(value), depth)
                  .map(inner -> "(isNotNull(%s) AND %s)".formatted(value, inner))
                  .orElse("isNotNull(%s)".formatted(value)));
      case Conversion.NullKept kept ->
          of(kept.values(), "assumeNotNull(%s)".formatted(value), depth)
              .map(inner -> "(isNull(%s) OR %s)".formatted(value, inner));
      case Conversion.Elements elements -> each(elements.element(), value, depth);
      case Conversion.Entries entries ->
          all(
              List.of(
                  each(entries.key(), "mapKeys(%s)".formatted(value), depth),
                  each(entries.value(), "mapValues(%s)".formatted(value), depth)));
      case Conversion.Places places -> places(places.places(), value, depth);
    };
  }

  private static Optional<String> each(Conversion element, String array, int depth) {
    String name = "hindcast_e" + depth;
    return of(element, name, depth + 1)
        .map(inner -> "arrayAll(%s -> %s, %s)".formatted(name, inner, array));
  }

  private static Optional<String> places(List<Conversion> places, String value, int depth) {
    List<Optional<String>> conditions = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      conditions.add(of(places.get(i), "tupleElement(%s, %d)".formatted(value, i + 1), depth));
    }
    return all(conditions);
  }

  private static Optional<String> all(List<Optional<String>> conditions) {
    List<String> present = conditions.stream().flatMap(Optional::stream).toList();
    return present.isEmpty()
        ? Optional.empty()
        : Optional.of("(" + String.join(" AND ", present) + ")");
  }

  private static Optional<String> checked(Conversion.Checked checked, String value) {
    String text = "CAST(%s AS String)".formatted(value);
    String parsed = "accurateCastOrNull(%s, %s)".formatted(text, literal(name(checked.into())));
    return switch (checked.proof()) {
      case NUMBER_TEXT -> {
        String own = "toString(%s)".formatted(parsed);
        yield equal(
            "%s = %s OR %s = %s"
                .formatted(NUMBER.formatted(text), NUMBER.formatted(own), text, own));
      }
      case CALENDAR_TEXT ->
          equal(
              "%s = %s"
                  .formatted(
                      FRACTION.formatted(text),
                      FRACTION.formatted("toString(%s)".formatted(parsed))));
      case INSTANT_TEXT ->
          equal(
              "%s = %s"
                  .formatted(
                      FRACTION.formatted(instant(text)),
                      FRACTION.formatted(
                          "if(endsWith(%s, 'Z'), toString(%s, 'UTC'), toString(%s))"
                              .formatted(text, parsed, parsed))));
      case PARSED -> Optional.of("isNotNull(%s)".formatted(parsed));
      case NAME -> Optional.of("has([%s], %s)".formatted(names(checked.into()), text));
      case VALUE ->
          Optional.of(
              "arrayExists(hindcast_v -> hindcast_v = %s, [%s])"
                  .formatted(value, values(checked.into())));
      case LENGTH -> Optional.of("length(%s) <= %d".formatted(value, length(checked.into())));
      case ADDRESS -> Optional.of("isNotNull(accurateCastOrNull(%s, 'IPv4'))".formatted(value));
      case DAY_IN_SECONDS ->
          Optional.of(
              "(%1$s <= %2$s AND toDate(CAST(least(%1$s, %2$s) AS %3$s)) = %1$s)"
                  .formatted(value, LAST_DAY_IN_SECONDS, name(checked.into())));
      case DAY_IN_NANOSECONDS ->
          Optional.of("toInt32(%s) <= %d".formatted(value, DAYS_IN_NANOSECONDS_MAX));
      case INSTANT_IN_NANOSECONDS ->
          Optional.of(
              "abs(toUnixTimestamp64Second(%s)) <= %d"
                  .formatted(value, SECONDS_IN_NANOSECONDS_MAX));
      case ENGINE -> Optional.empty();
    };
  }

  /** A T between day and time, a Z behind them, and midnight are as good as what is printed. */
  private static String instant(String text) {
    return ("replaceRegexpOne(replaceRegexpOne(%s, '^(\\\\d{4}-\\\\d\\\\d-\\\\d\\\\d)[T ](.*?)Z?$',"
            + " '\\\\1 \\\\2'), '^(\\\\d{4}-\\\\d\\\\d-\\\\d\\\\d)$', '\\\\1 00:00:00')")
        .formatted(text);
  }

  /** A text that cannot be read is not equal to anything. */
  private static Optional<String> equal(String comparison) {
    return Optional.of("ifNull(%s, 0)".formatted(comparison));
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String names(ColumnType into) {
    return into instanceof ColumnType.Enumeration names
        ? String.join(", ", names.values().keySet().stream().sorted().toList())
        : "''";
  }

  private static String values(ColumnType into) {
    return into instanceof ColumnType.Enumeration names
        ? names.values().values().stream()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(", "))
        : "";
  }

  private static int length(ColumnType into) {
    return into instanceof ColumnType.FixedText text ? text.length() : 0;
  }

  /** As the engine writes it. */
  private static String name(ColumnType type) {
    return switch (type) {
      case ColumnType.Numeric number -> number.name();
      case ColumnType.Address address -> address.name();
      case Temporal time -> name(time);
      default -> "String";
    };
  }

  private static String name(Temporal time) {
    String zone = time.zone();
    return switch (time.kind()) {
      case DATE -> "Date";
      case DATE32 -> "Date32";
      case DATE_TIME -> zone == null ? "DateTime" : "DateTime(%s)".formatted(zone);
      case DATE_TIME64 ->
          zone == null
              ? "DateTime64(%d)".formatted(time.precision())
              : "DateTime64(%d, %s)".formatted(time.precision(), zone);
      case TIME -> "Time";
      case TIME64 -> "Time64(%d)".formatted(time.precision());
    };
  }
}
