package io.hindcast.core.plan;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an expression over one column makes of time, as far as it has been read.
 *
 * @param axis the column
 * @param sql the expression over that column alone
 * @param value what kind of value the expression has
 * @param zone where its steps begin
 * @param step what time is rounded down to; null while it is not rounded
 * @param format how the value is printed
 * @param divided by what an integer has been divided so far
 * @param rounds whether a division may round the last nanoseconds of a step up into the next one
 */
record TimeReading(
    TimeAxis axis,
    String sql,
    Value value,
    ZoneId zone,
    @Nullable TimeStep step,
    PartitionIdFormat format,
    long divided,
    boolean rounds) {
  private static final List<Long> UNITS = List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L);

  /** What kind of value an expression has. */
  enum Value {
    /** A calendar day. */
    DATE,
    /** An instant. */
    TIME,
    /** A count since 1970, as a column has it or a division leaves it. */
    TICKS,
    /** A number or a text that names a step. */
    NAME
  }

  TimeReading with(String newSql) {
    return new TimeReading(axis, newSql, value, zone, step, format, divided, rounds);
  }

  /** The same step under another name. */
  TimeReading named(String newSql) {
    return new TimeReading(
        axis, newSql, Value.NAME, zone, step, PartitionIdFormat.ASKED, divided, rounds);
  }

  /** An instant in another zone, or without one in its own. */
  Optional<TimeReading> instant(String newSql, Optional<ZoneId> in) {
    return value == Value.TIME && (step == null || in.isEmpty() || in.get().equals(zone))
        ? Optional.of(
            new TimeReading(
                axis, newSql, Value.TIME, in.orElse(zone), step, format, divided, rounds))
        : Optional.empty();
  }

  /** An integer divided by a whole number. */
  Optional<TimeReading> divided(String newSql, long by, boolean roundsUp) {
    return value == Value.TICKS && by > 0 && divided <= Long.MAX_VALUE / by
        ? Optional.of(
            new TimeReading(
                axis,
                newSql,
                value,
                zone,
                step,
                format,
                divided * by,
                rounds || (roundsUp && divided * by >= 1_000_000_000L)))
        : Optional.empty();
  }

  /** An integer taken for a count of so many a second. */
  Optional<TimeReading> counted(String newSql, long perSecond, ZoneId in) {
    if (value != Value.TICKS || divided > Long.MAX_VALUE / perSecond) {
      return Optional.empty();
    }
    long ticks = divided * perSecond;
    TimeAxis counted = new TimeAxis(axis.column(), axis.type(), axis.calendar(), ticks);
    return UNITS.contains(ticks)
        ? Optional.of(new TimeReading(counted, newSql, Value.TIME, in, null, format, 1, rounds))
        : Optional.empty();
  }

  /** Rounded down to the start of a step, which follows the calendar of a zone. */
  Optional<TimeReading> rounded(
      String newSql, TimeStep to, Optional<ZoneId> in, Value becomes, PartitionIdFormat as) {
    boolean readable =
        switch (value) {
          case DATE -> in.isEmpty();
          case TIME -> step == null || in.isEmpty() || in.get().equals(zone);
          case TICKS, NAME -> false;
        };
    return readable
        ? Optional.of(
            new TimeReading(
                axis,
                newSql,
                becomes,
                in.orElse(zone),
                step == null ? to : coarser(step, to),
                as,
                1,
                rounds))
        : Optional.empty();
  }

  /** Whether one contains the other is for the warehouse to confirm. */
  private static TimeStep coarser(TimeStep one, TimeStep other) {
    return one.length().compareTo(other.length()) > 0 ? one : other;
  }
}
