package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Confirms slices of time by the warehouse's own words. The functions that are known here never
 * fall while time rises, so that a slice is right when its first and its last rows have one value,
 * which is the expected one, and its neighbours have others. That is not so where functions wrap or
 * saturate, and where the warehouse counts a zone's days in another way.
 */
public final class SliceProof {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private SliceProof() {}

  /**
   * The slices with the ids and values that the warehouse gives them.
   *
   * @throws HindcastException RANGE_INVALID with the first slice that is not as it is expected
   */
  public static List<TargetPartition> of(
      KeyDimension.Time time, List<TargetPartition> expected, SliceKeys found) {
    if (found.slices().size() != expected.size()) {
      throw new IllegalStateException(
          "Asked for %d slices, was told of %d".formatted(expected.size(), found.slices().size()));
    }
    List<TargetPartition> proved = new ArrayList<>(expected.size());
    String before = "";
    for (int i = 0; i < expected.size(); i++) {
      TargetPartition slice = expected.get(i);
      SliceKeys.Ends ends = found.slices().get(i);
      requireExpected(time, slice, found.type(), ends);
      requireOne(time, slice, ends);
      if (i > 0 && ends.first().equals(before)) {
        throw wrong(time, slice, "has the value %s, as the slice before it".formatted(before));
      }
      before = ends.first();
      proved.add(new TargetPartition(ends.id(), slice.range(), ends.first()));
    }
    return List.copyOf(proved);
  }

  /** A column that cannot hold a time has no rows of it. */
  static void requireHeld(TimeAxis axis, List<TargetPartition> slices) {
    for (TargetPartition slice : slices) {
      if (!axis.meets(slice.range().from(), slice.range().to())) {
        throw new HindcastException(
            ErrorCode.RANGE_INVALID,
            ("The range reaches %s, which lies outside of what the column %s %s can hold; end the"
                    + " range before")
                .formatted(slice.range(), axis.column(), axis.type()));
      }
    }
  }

  private static void requireExpected(
      KeyDimension.Time time, TargetPartition slice, String type, SliceKeys.Ends ends) {
    PartitionScheme scheme = time.scheme();
    ZonedDateTime start = slice.range().from().atZone(scheme.zone());
    String value =
        switch (scheme.idFormat()) {
          case YEAR, YEAR_MONTH -> scheme.idFormat().literal(start);
          case YEAR_MONTH_DAY, EPOCH_DAYS, EPOCH_SECONDS -> expected(type, start, scheme);
          case ASKED -> ends.first();
        };
    boolean same =
        type.startsWith("DateTime64") ? ends.first().startsWith(value) : ends.first().equals(value);
    if (!same) {
      throw wrong(
          time, slice, "has the value %s, where %s was expected".formatted(ends.first(), value));
    }
  }

  /** The start of a step, as values of the type are written. */
  private static String expected(String type, ZonedDateTime start, PartitionScheme scheme) {
    return switch (type) {
      case "Date" -> PartitionIdFormat.YEAR_MONTH_DAY.literal(start);
      case "Date32" -> PartitionIdFormat.EPOCH_DAYS.literal(start);
      default ->
          type.startsWith("DateTime64")
              ? LOCAL.format(start)
              : type.startsWith("DateTime")
                  ? PartitionIdFormat.EPOCH_SECONDS.literal(start)
                  : scheme.idFormat().literal(start);
    };
  }

  private static void requireOne(
      KeyDimension.Time time, TargetPartition slice, SliceKeys.Ends ends) {
    if (!ends.first().equals(ends.last())) {
      throw wrong(
          time,
          slice,
          "has the value %s at its start and %s at its end".formatted(ends.first(), ends.last()));
    }
  }

  private static HindcastException wrong(
      KeyDimension.Time time, TargetPartition slice, String what) {
    TimeAxis axis = time.scheme().axis();
    return new HindcastException(
        ErrorCode.RANGE_INVALID,
        ("The warehouse does not cut time as it is expected: %s of the rows of %s %s. Functions such"
                + " as toDate and toStartOf… wrap or saturate outside of 1970 to 2106 or 2149 (column"
                + " %s %s), and time zones may be known there in another version (zone %s); plan"
                + " ranges without these times, or partition by toYYYYMM, which knows all of them")
            .formatted(
                time.expression(),
                slice.range(),
                what,
                axis.column(),
                axis.type(),
                time.scheme().zone().getId()));
  }
}
