package io.hindcast.core.spec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What production must not feel. Above any of these limits the backfill slows down; a limit that is
 * not given is not looked at.
 *
 * @param queryLatency of other users' queries
 * @param errorRate share of other users' queries that failed for lack of resources
 * @param runningQueries of other users
 * @param partsPerPartition most active parts that a partition of the target has
 * @param mutations of the target that are not finished
 * @param merges that run on the server
 * @param memory share of the server's memory limit that is in use
 * @param diskFree share of the disk that must stay free
 * @param query a SELECT of one number: above 0 the backfill slows down to nothing
 * @param endpoint an HTTP address: any answer but 200 slows the backfill down to nothing
 */
public record ThrottleLimits(
    @Nullable Latency queryLatency,
    @Nullable Percentage errorRate,
    @Nullable Integer runningQueries,
    @Nullable Integer partsPerPartition,
    @Nullable Integer mutations,
    @Nullable Integer merges,
    @Nullable Percentage memory,
    @Nullable Percentage diskFree,
    @Nullable String query,
    @Nullable String endpoint) {

  /** Nothing is looked at. */
  public static final ThrottleLimits NONE =
      new ThrottleLimits(null, null, null, null, null, null, null, null, null, null);

  /** Bounds of every limit that counts something. */
  public static final Bounds COUNT = new Bounds(0, 1_000_000, 0);

  /** How long an endpoint's address may be. */
  public static final int ENDPOINT_LENGTH_MAX = 2000;

  /** The percentiles that are measured. */
  public static final List<Integer> PERCENTILES = List.of(50, 90, 95, 99);

  /** The percentile of a spec that names none. */
  public static final int PERCENTILE_DEFAULT = 95;

  /** Validates the texts. */
  public ThrottleLimits {
    if (query != null) {
      StatementShape.requireNone(QueryRules.standalone(query));
    }
    if (endpoint != null) {
      Rules.requireText(endpoint, ENDPOINT_LENGTH_MAX, "endpoint");
    }
  }

  /**
   * How slow other users' queries may become.
   *
   * @param percentile 50, 90, 95 or 99
   * @param max the longest time
   * @param factor the greatest multiple of what it is while nothing of ours runs
   */
  public record Latency(int percentile, @Nullable Duration max, @Nullable BigDecimal factor) {
    /** Requires one limit at least. */
    public Latency {
      Rules.require(
          PERCENTILES.contains(percentile),
          "Expected a percentile of %s, found %d".formatted(PERCENTILES, percentile));
      Rules.require(max != null || factor != null, "Expected max or factor, found neither");
      Rules.require(max == null || max.isPositive(), "max is not longer than 0");
      Rules.require(
          factor == null || factor.compareTo(BigDecimal.ONE) > 0,
          "Expected a factor above 1, found %s".formatted(factor));
    }
  }

  /** Whether nothing is looked at. */
  public boolean none() {
    return equals(NONE);
  }

  /** Whether something is looked at that the warehouse's own tables tell. */
  public boolean measured() {
    return !new ThrottleLimits(
            queryLatency,
            errorRate,
            runningQueries,
            partsPerPartition,
            mutations,
            merges,
            memory,
            diskFree,
            null,
            null)
        .none();
  }

  /**
   * Both limits: of each gauge the stricter one. A latency is taken from the other only where this
   * one has none.
   */
  public ThrottleLimits and(ThrottleLimits other) {
    return new ThrottleLimits(
        queryLatency != null ? queryLatency : other.queryLatency,
        least(other, ThrottleLimits::errorRate),
        least(other, ThrottleLimits::runningQueries),
        least(other, ThrottleLimits::partsPerPartition),
        least(other, ThrottleLimits::mutations),
        least(other, ThrottleLimits::merges),
        least(other, ThrottleLimits::memory),
        both(other, ThrottleLimits::diskFree).max(Comparator.naturalOrder()).orElse(null),
        query != null ? query : other.query,
        endpoint != null ? endpoint : other.endpoint);
  }

  private <T extends Comparable<T>> @Nullable T least(
      ThrottleLimits other, Function<ThrottleLimits, @Nullable T> limit) {
    Optional<T> least = both(other, limit).min(Comparator.naturalOrder());
    return least.orElse(null);
  }

  private <T> Stream<T> both(ThrottleLimits other, Function<ThrottleLimits, @Nullable T> limit) {
    return Stream.of(this, other).map(limit).filter(Objects::nonNull).map(Objects::requireNonNull);
  }
}
