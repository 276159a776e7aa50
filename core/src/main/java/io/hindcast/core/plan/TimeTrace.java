package io.hindcast.core.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a view makes one of its columns from a column of its source: the start of some step of time,
 * or the very time.
 *
 * @param column the source's column
 * @param steps what the time is rounded down to, innermost first
 * @param zone the zone that the statement names; empty when it names none
 */
record TimeTrace(String column, List<PartitionUnit> steps, Optional<ZoneId> zone) {
  private static final Map<String, PartitionUnit> ROUNDING =
      Map.of(
          "toDate", PartitionUnit.DAY,
          "toDate32", PartitionUnit.DAY,
          "toStartOfDay", PartitionUnit.DAY,
          "toStartOfHour", PartitionUnit.HOUR,
          "toMonday", PartitionUnit.WEEK_FROM_MONDAY,
          "toStartOfMonth", PartitionUnit.MONTH,
          "toStartOfQuarter", PartitionUnit.QUARTER,
          "toStartOfYear", PartitionUnit.YEAR);

  /**
   * What keeps the time as it is, or rounds it within the hour, which no partition is shorter than.
   */
  private static final Set<String> KEEPING =
      Set.of(
          "toDateTime",
          "toDateTime64",
          "toStartOfSecond",
          "toStartOfMinute",
          "toStartOfFiveMinutes",
          "toStartOfTenMinutes",
          "toStartOfFifteenMinutes");

  private static final Map<String, PartitionUnit> INTERVALS =
      Map.of(
          "toIntervalHour", PartitionUnit.HOUR,
          "toIntervalDay", PartitionUnit.DAY,
          "toIntervalWeek", PartitionUnit.WEEK_FROM_MONDAY,
          "toIntervalMonth", PartitionUnit.MONTH,
          "toIntervalQuarter", PartitionUnit.QUARTER,
          "toIntervalYear", PartitionUnit.YEAR);

  TimeTrace {
    steps = List.copyOf(steps);
  }

  /**
   * Follows a column of a view to the source.
   *
   * @param columns what the view yields, by name, as tokens
   * @return empty when it is made in another way
   */
  static Optional<TimeTrace> of(String column, Map<String, List<String>> columns) {
    return new Follower(new HashMap<>(columns)).follow(column);
  }

  /** What the column has for a row of that time. */
  Instant apply(Instant time, ZoneId in) {
    ZonedDateTime at = time.atZone(in);
    for (PartitionUnit step : steps) {
      at = step.floor(at);
    }
    return at.toInstant();
  }

  /** Takes calls apart from the outside in. */
  private static final class Follower {
    private final Map<String, List<String>> columns;
    private final Set<String> seen = new HashSet<>();
    private final List<PartitionUnit> steps = new ArrayList<>();
    private Optional<ZoneId> zone = Optional.empty();

    Follower(Map<String, List<String>> columns) {
      this.columns = columns;
    }

    Optional<TimeTrace> follow(String column) {
      List<String> expression = columns.get(column);
      // A name that an expression gives may hide the source's column of that name only once.
      if (expression == null || !seen.add(column)) {
        return Optional.of(new TimeTrace(column, steps.reversed(), zone));
      }
      return unwrap(expression);
    }

    private Optional<TimeTrace> unwrap(List<String> expression) {
      int size = expression.size();
      if (size > 2 && expression.get(1).equals("(") && expression.get(size - 1).equals(")")) {
        return call(expression.getFirst(), arguments(expression.subList(2, size - 1)));
      }
      boolean path = size % 2 == 1;
      for (int i = 1; i < size && path; i += 2) {
        path = expression.get(i).equals(".");
      }
      return path ? follow(expression.get(size - 1)) : Optional.empty();
    }

    private Optional<TimeTrace> call(String function, List<List<String>> arguments) {
      if (arguments.isEmpty() || !round(function, arguments)) {
        return Optional.empty();
      }
      List<String> last = arguments.getLast();
      if (arguments.size() > 1 && last.size() == 1 && last.getFirst().startsWith("'")) {
        Optional<ZoneId> named = zone(last.getFirst());
        if (named.isEmpty() || (zone.isPresent() && !zone.equals(named))) {
          return Optional.empty();
        }
        zone = named;
      }
      return unwrap(arguments.getFirst());
    }

    private boolean round(String function, List<List<String>> arguments) {
      if (KEEPING.contains(function)) {
        return true;
      }
      Optional<PartitionUnit> step = step(function, arguments);
      step.ifPresent(steps::add);
      return step.isPresent();
    }

    private static Optional<PartitionUnit> step(String function, List<List<String>> arguments) {
      String second = arguments.size() > 1 ? String.join("", arguments.get(1)) : "";
      return switch (function) {
        case "toStartOfWeek" ->
            switch (second) {
              case "", "0" -> Optional.of(PartitionUnit.WEEK_FROM_SUNDAY);
              case "1" -> Optional.of(PartitionUnit.WEEK_FROM_MONDAY);
              default -> Optional.empty();
            };
        case "toStartOfInterval" ->
            second.endsWith("(1)")
                ? Optional.ofNullable(INTERVALS.get(second.substring(0, second.length() - 3)))
                : Optional.empty();
        default -> Optional.ofNullable(ROUNDING.get(function));
      };
    }

    private static Optional<ZoneId> zone(String literal) {
      String name = literal.substring(1, literal.length() - 1);
      return ZoneId.getAvailableZoneIds().contains(name)
          ? Optional.of(ZoneId.of(name))
          : Optional.empty();
    }

    private static List<List<String>> arguments(List<String> tokens) {
      List<List<String>> arguments = new ArrayList<>();
      List<String> argument = new ArrayList<>();
      int depth = 0;
      for (String token : tokens) {
        depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
        if (depth == 0 && token.equals(",")) {
          arguments.add(List.copyOf(argument));
          argument.clear();
        } else {
          argument.add(token);
        }
      }
      if (!argument.isEmpty()) {
        arguments.add(List.copyOf(argument));
      }
      return arguments;
    }
  }
}
