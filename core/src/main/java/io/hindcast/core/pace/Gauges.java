package io.hindcast.core.pace;

import io.hindcast.core.pace.Reading.Gauge;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.ThrottleLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds observations against limits. What has no limit, or is not told, gives no reading. */
public final class Gauges {
  /** A percentile of fewer queries than this is chance. */
  static final int QUERIES_MIN = 5;

  private final ThrottleLimits limits;
  private final Observation seen;

  private Gauges(ThrottleLimits limits, Observation seen) {
    this.limits = limits;
    this.seen = seen;
  }

  /** The readings of all limits. */
  public static List<Reading> read(ThrottleLimits limits, Observation seen) {
    Gauges gauges = new Gauges(limits, seen);
    if (limits.measured() && seen.load().isEmpty()) {
      return List.of(Reading.missing("the warehouse does not say how it feels"));
    }
    List<Reading> readings = new ArrayList<>();
    seen.load().ifPresent(sample -> gauges.measured(sample).forEach(readings::add));
    gauges.asked(Gauge.QUERY, "throttle query", seen.query()).ifPresent(readings::add);
    gauges.asked(Gauge.ENDPOINT, "throttle endpoint", seen.endpoint()).ifPresent(readings::add);
    return readings;
  }

  private Stream<Reading> measured(LoadSample sample) {
    return Stream.of(
            latency(sample),
            errorRate(sample),
            count(Gauge.RUNNING_QUERIES, sample.runningQueries(), limits.runningQueries()),
            count(
                Gauge.PARTS_PER_PARTITION,
                table(LoadSample.TableLoad::partsPerPartition),
                limits.partsPerPartition()),
            count(Gauge.MUTATIONS, table(LoadSample.TableLoad::mutations), limits.mutations()),
            count(Gauge.MERGES, sample.merges(), limits.merges()),
            share(Gauge.MEMORY, sample.memoryShare(), limits.memory()),
            share(Gauge.DISK_FREE, sample.diskFreeShare(), limits.diskFree()))
        .flatMap(Optional::stream);
  }

  private OptionalLong table(java.util.function.ToLongFunction<LoadSample.TableLoad> value) {
    return seen.table()
        .map(load -> OptionalLong.of(value.applyAsLong(load)))
        .orElse(OptionalLong.empty());
  }

  private Optional<Reading> latency(LoadSample sample) {
    ThrottleLimits.Latency limit = limits.queryLatency();
    if (limit == null) {
      return Optional.empty();
    }
    OptionalDouble max = latencyMax(limit);
    return max.isEmpty()
        ? Optional.empty()
        : sample
            .queries()
            .flatMap(LoadSample.Queries::latency)
            .filter(latency -> latency.queries() >= QUERIES_MIN)
            .map(latency -> latency(limit, latency.at(limit.percentile()), max.getAsDouble()));
  }

  /** The lower of the two limits; empty for a factor of nobody knows what. */
  private OptionalDouble latencyMax(ThrottleLimits.Latency limit) {
    Stream<Double> max = Stream.ofNullable(limit.max()).map(span -> span.toNanos() / 1e6);
    Stream<Double> relative =
        seen
            .idle()
            .filter(idle -> idle.queries() >= QUERIES_MIN)
            .map(idle -> idle.at(limit.percentile()))
            .flatMap(idle ->
                Optional.ofNullable(limit.factor()).map(factor -> factor.doubleValue() * idle))
            .stream();
    return Stream.concat(max, relative).mapToDouble(Double::doubleValue).min();
  }

  private static Reading latency(ThrottleLimits.Latency limit, double millis, double max) {
    return new Reading(
        Gauge.QUERY_LATENCY,
        millis,
        max,
        "p%d of other queries is %.0f ms, limit %.0f ms"
            .formatted(limit.percentile(), millis, max));
  }

  private Optional<Reading> errorRate(LoadSample sample) {
    return share(
        Gauge.ERROR_RATE,
        sample
            .queries()
            .filter(queries -> queries.ended() >= QUERIES_MIN)
            .map(queries -> OptionalDouble.of(queries.errorRate()))
            .orElse(OptionalDouble.empty()),
        limits.errorRate());
  }

  private static Optional<Reading> count(Gauge gauge, OptionalLong value, @Nullable Integer limit) {
    return limit == null || value.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reading(
                gauge,
                value.getAsLong(),
                limit,
                "%s %,d, limit %,d".formatted(name(gauge), value.getAsLong(), limit)));
  }

  private static Optional<Reading> share(
      Gauge gauge, OptionalDouble value, @Nullable Percentage limit) {
    return limit == null || value.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reading(
                gauge,
                value.getAsDouble(),
                limit.fraction(),
                "%s %.1f %%, limit %s".formatted(name(gauge), 100 * value.getAsDouble(), limit)));
  }

  private Optional<Reading> asked(Gauge gauge, String who, Observation.@Nullable Answer answer) {
    return switch (answer) {
      case null -> Optional.empty();
      case Observation.Answer.Said said ->
          Optional.of(new Reading(gauge, said.value(), said.limit(), who + " " + said.text()));
      case Observation.Answer.Silent silent ->
          Optional.of(Reading.missing("%s: %s".formatted(who, silent.reason())));
    };
  }

  private static String name(Gauge gauge) {
    return gauge.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
