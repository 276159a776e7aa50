package io.hindcast.core.spec;

import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** What a range must satisfy, alone and against the grain. */
public final class RangeRules {
  /** The earliest instant that a range may name. */
  public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  /** The first instant after every range. */
  public static final Instant LATEST = Instant.parse("2300-01-01T00:00:00Z");

  /** How many grain steps a range may have. */
  public static final long STEPS_MAX = 1_000_000;

  private RangeRules() {}

  /** Why a backfill of this range in steps of this grain is impossible; empty when it is not. */
  public static Optional<String> problemOf(TimeRange range, Grain grain, ZoneId zone) {
    return instantProblem(range.from())
        .or(() -> instantProblem(range.to()))
        .or(() -> alignmentProblem(range.from(), grain, zone))
        .or(() -> alignmentProblem(range.to(), grain, zone))
        .or(() -> lengthProblem(range, grain));
  }

  /** Why no range may start or end here; empty when one may. */
  public static Optional<String> instantProblem(Instant instant) {
    boolean outside = instant.isBefore(EARLIEST) || instant.isAfter(LATEST);
    return outside
        ? Optional.of("Expected a time in the years 1900 to 2299, found %s".formatted(instant))
        : Optional.empty();
  }

  /** Why the instant is no border of the grain; empty when it is one. */
  public static Optional<String> alignmentProblem(Instant instant, Grain grain, ZoneId zone) {
    Instant before = grain.alignDown(instant, zone);
    if (before.equals(instant)) {
      return Optional.empty();
    }
    return Optional.of(
        "Expected the start of a %s step in %s, such as %s or %s, found %s"
            .formatted(
                grain,
                zone,
                before.atZone(zone).toOffsetDateTime(),
                grain.next(instant, zone).atZone(zone).toOffsetDateTime(),
                instant.atZone(zone).toOffsetDateTime()));
  }

  /** Why the range is too long for the grain; empty when it is not. */
  public static Optional<String> lengthProblem(TimeRange range, Grain grain) {
    long steps = range.length().dividedBy(grain.shortest());
    return steps > STEPS_MAX
        ? Optional.of(
            "Expected at most %d steps of the grain, found about %d: use a coarser grain"
                .formatted(STEPS_MAX, steps))
        : Optional.empty();
  }
}
