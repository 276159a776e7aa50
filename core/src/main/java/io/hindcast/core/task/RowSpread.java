package io.hindcast.core.task;

import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How rows are spread over time, each number of them evenly over its span. Rows before an instant
 * are found by one search, however many spans there are.
 */
public final class RowSpread {
  private final NavigableMap<Instant, Knot> knots;

  private RowSpread(NavigableMap<Instant, Knot> knots) {
    this.knots = knots;
  }

  /** Rows of a range of time. */
  public record Span(TimeRange range, long rows) {}

  /** Rows before an instant, and how many follow each second until the next knot. */
  private record Knot(double before, double perSecond) {}

  /** Spans in any order; they may overlap. */
  public static RowSpread of(Collection<Span> spans) {
    TreeMap<Instant, Double> steps = new TreeMap<>();
    for (Span span : spans) {
      double density = span.rows() / seconds(span.range().from(), span.range().to());
      steps.merge(span.range().from(), density, Double::sum);
      steps.merge(span.range().to(), -density, Double::sum);
    }
    TreeMap<Instant, Knot> knots = new TreeMap<>();
    Instant at = Instant.EPOCH;
    Knot last = new Knot(0, 0);
    for (Map.Entry<Instant, Double> step : steps.entrySet()) {
      double before = last.before() + last.perSecond() * Math.max(0, seconds(at, step.getKey()));
      // Differences of many densities end slightly beside zero.
      last = new Knot(before, Math.max(0, last.perSecond() + step.getValue()));
      at = step.getKey();
      knots.put(at, last);
    }
    return new RowSpread(knots);
  }

  /** Rows before the instant; never falling. */
  public double before(Instant instant) {
    Map.Entry<Instant, Knot> knot = knots.floorEntry(instant);
    return knot == null
        ? 0
        : knot.getValue().before() + knot.getValue().perSecond() * seconds(knot.getKey(), instant);
  }

  private static double seconds(Instant from, Instant to) {
    Duration length = Duration.between(from, to);
    return length.getSeconds() + length.getNano() / 1e9;
  }
}
