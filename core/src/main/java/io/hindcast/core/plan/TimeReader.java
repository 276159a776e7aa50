package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.TimeReading.Value;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.sql.SqlToken.Kind;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an expression that cuts time into steps: functions of one column, one around the other.
 * What it reads is an expectation, which the warehouse confirms for each step of a plan ({@link
 * SliceProof}).
 *
 * @param columnTypes the table's columns
 * @param computed what the table computes by itself, by name
 * @param specZone where the days of a date begin
 * @param serverZone where those of a time without a zone do
 * @param integers whether columns of integers may be counts since 1970
 */
record TimeReader(
    Map<String, String> columnTypes,
    Map<String, String> computed,
    ZoneId specZone,
    ZoneId serverZone,
    boolean integers) {
  private static final Pattern ZONE = Pattern.compile("'([^']+)'");
  private static final int DEPTH_MAX = 20;

  TimeReader withIntegers(boolean counted) {
    return new TimeReader(columnTypes, computed, specZone, serverZone, counted);
  }

  /** Empty when the expression is no step of time that is known. */
  Optional<TimeReading> read(String expression) {
    return read(expression, 0).flatMap(this::ticks).filter(reading -> reading.step() != null);
  }

  private Optional<TimeReading> read(String expression, int depth) {
    SqlText text = SqlText.of(expression);
    List<SqlToken> tokens = text.tokens();
    int size = tokens.size();
    if (size == 0 || depth > DEPTH_MAX) {
      return Optional.empty();
    }
    if (size == 1) {
      return tokens.getFirst().kind() == Kind.WORD
              || tokens.getFirst().kind() == Kind.QUOTED_IDENTIFIER
          ? column(text.textOf(tokens.getFirst()), text.nameOf(tokens.getFirst()), depth)
          : Optional.empty();
    }
    if (isEnclosed(text, 0)) {
      List<String> inner = text.elements();
      return inner.size() == 1 ? read(inner.getFirst(), depth + 1) : Optional.empty();
    }
    if (tokens.getFirst().kind() == Kind.WORD && isEnclosed(text, 1)) {
      String arguments = text.sql().substring(tokens.get(1).start());
      return call(text.textOf(tokens.getFirst()), SqlText.of(arguments).elements(), depth);
    }
    return quotient(text, depth);
  }

  /** Whether one pair of parentheses is around everything from the token on. */
  private static boolean isEnclosed(SqlText text, int first) {
    List<SqlToken> tokens = text.tokens();
    if (!text.isSymbol(tokens.get(first), '(')) {
      return false;
    }
    int depth = 0;
    for (int i = first; i < tokens.size(); i++) {
      depth += text.nesting(tokens.get(i));
      if (depth == 0) {
        return i == tokens.size() - 1;
      }
    }
    return false;
  }

  /** A division of an integer, which gives a fraction here. */
  private Optional<TimeReading> quotient(SqlText text, int depth) {
    List<SqlToken> tokens = text.tokens();
    int size = tokens.size();
    if (size < 3 || !text.isSymbol(tokens.get(size - 2), '/')) {
      return Optional.empty();
    }
    String dividend = text.sql().substring(tokens.getFirst().start(), tokens.get(size - 3).end());
    String divisor = text.textOf(tokens.get(size - 1));
    return read(dividend, depth + 1)
        .flatMap(reading ->
            TimeFunctions.number(divisor)
                .flatMap(by -> reading.divided(reading.sql() + " / " + divisor, by, true)));
  }

  private Optional<TimeReading> call(String function, List<String> arguments, int depth) {
    int subject = TimeFunctions.subject(function);
    if (subject >= arguments.size()) {
      return Optional.empty();
    }
    return read(arguments.get(subject), depth + 1)
        .flatMap(reading -> {
          List<String> over = new ArrayList<>(arguments);
          over.set(subject, reading.sql());
          String sql = "%s(%s)".formatted(function, String.join(", ", over));
          List<String> others = new ArrayList<>(arguments);
          others.remove(subject);
          return new TimeFunctions(serverZone).apply(function, others, reading, sql);
        });
  }

  private Optional<TimeReading> column(String quoted, String name, int depth) {
    String type = columnTypes.get(name);
    if (type == null) {
      return Optional.empty();
    }
    String expression = computed.get(name);
    if (expression != null) {
      Optional<TimeReading> made =
          withIntegers(true)
              .read(expression, depth + 1)
              .filter(reading -> integers || reading.value() != Value.TICKS)
              .flatMap(reading -> stored(reading, type));
      if (made.isPresent()) {
        return made;
      }
    }
    TimeAxis axis = TimeAxis.of(name, type, specZone);
    if (type.equals("Date") || type.equals("Date32")) {
      PartitionIdFormat format =
          type.equals("Date") ? PartitionIdFormat.YEAR_MONTH_DAY : PartitionIdFormat.EPOCH_DAYS;
      return Optional.of(
          new TimeReading(axis, quoted, Value.DATE, specZone, PartitionUnit.DAY, format, 1, false));
    }
    if (!TimeAxis.accepts(type) || (axis.isInteger() && !integers)) {
      return Optional.empty();
    }
    return Optional.of(
        new TimeReading(
            axis,
            quoted,
            axis.isInteger() ? Value.TICKS : Value.TIME,
            axis.isInteger() ? ZoneOffset.UTC : zoneOf(type),
            null,
            PartitionIdFormat.ASKED,
            1,
            false));
  }

  /** What the table makes of it when it stores it as a column of that type. */
  private Optional<TimeReading> stored(TimeReading reading, String type) {
    String sql = "CAST((%s) AS %s)".formatted(reading.sql(), type);
    boolean time = type.startsWith("DateTime");
    return switch (reading.value()) {
      case DATE ->
          type.equals("Date")
              ? Optional.of(reading.with(sql))
              : type.equals("Date32")
                  ? reading.rounded(
                      sql,
                      PartitionUnit.DAY,
                      Optional.empty(),
                      Value.DATE,
                      PartitionIdFormat.EPOCH_DAYS)
                  : Optional.empty();
      case TIME ->
          time
              ? reading.instant(sql, Optional.of(zoneOf(type)))
              : type.equals("Date")
                  ? reading.rounded(
                      sql,
                      PartitionUnit.DAY,
                      Optional.empty(),
                      Value.DATE,
                      PartitionIdFormat.YEAR_MONTH_DAY)
                  : Optional.empty();
      case TICKS, NAME ->
          TimeFunctions.isWide(type)
              ? Optional.of(reading.value() == Value.TICKS ? reading.with(sql) : reading.named(sql))
              : Optional.empty();
    };
  }

  /** An integer that was divided by the length of a day or an hour, in whichever unit. */
  private Optional<TimeReading> ticks(TimeReading reading) {
    return reading.value() == Value.TICKS ? TimeFunctions.stepOf(reading) : Optional.of(reading);
  }

  private ZoneId zoneOf(String type) {
    Matcher zone = ZONE.matcher(type);
    return zone.find() ? zone(zone.group(1), "of column type " + type) : serverZone;
  }

  static ZoneId zone(String name, String where) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new HindcastException(
          ErrorCode.PARTITIONING_UNSUPPORTED,
          "The time zone %s is not known here".formatted(where),
          e);
    }
  }
}
