package io.hindcast.core.pace;

/**
 * What one gauge says.
 *
 * @param gauge which
 * @param value measured
 * @param limit that the value may reach
 * @param text value and limit in their units, for people
 */
public record Reading(Gauge gauge, double value, double limit, String text) {
  /** Below this share of its limit a gauge is calm; above it nothing is started anew. */
  private static final double CALM_AT = 0.9;

  /** What is looked at. */
  public enum Gauge {
    QUERY_LATENCY(false),
    ERROR_RATE(false),
    RUNNING_QUERIES(false),
    PARTS_PER_PARTITION(false),
    MUTATIONS(false),
    MERGES(false),
    MEMORY(false),
    DISK_FREE(true),
    QUERY(true),
    ENDPOINT(true),
    /** Whether the warehouse, a query or an endpoint answered at all. */
    ANSWER(true);

    private final boolean hard;

    Gauge(boolean hard) {
      this.hard = hard;
    }

    /** Whether nothing at all may start while it is over its limit. */
    public boolean hard() {
      return hard;
    }
  }

  /** Nobody could say. */
  static Reading missing(String text) {
    return new Reading(Gauge.ANSWER, 1, 0, text);
  }

  /** Whether the limit is exceeded; of free disk, whether less than the limit is left. */
  public boolean over() {
    return gauge == Gauge.DISK_FREE ? value < limit : value > limit;
  }

  /** Whether it is so far from its limit that more may be started. */
  public boolean calm() {
    return gauge == Gauge.DISK_FREE ? value >= limit / CALM_AT : value <= limit * CALM_AT;
  }
}
