package io.hindcast.planner;

import io.hindcast.core.pace.Prices;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.ThrottleLimits;
import io.hindcast.planner.pace.PaceSettings;
import io.hindcast.runtime.config.Configuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code planner.pools}, {@code planner.pace.*}, {@code planner.throttle.*} and prices. */
final class PaceConfig {
  private static final int SLOTS_MAX = 10_000;
  private static final String POOLS_DEFAULT = Pacing.POOL_DEFAULT + ":32";

  private final Configuration config;

  private PaceConfig(Configuration config) {
    this.config = config;
  }

  static PaceSettings from(Configuration config) {
    return new PaceConfig(config).read();
  }

  private PaceSettings read() {
    return new PaceSettings(
        pools(),
        limits(),
        new Prices(price("planner.price.cpu-second"), price("planner.price.read-terabyte")),
        words("planner.throttle.endpoint-hosts", "127.0.0.1,localhost")
            .collect(Collectors.toCollection(java.util.TreeSet::new)),
        new PaceSettings.Rhythm(
            config.duration("planner.pace.interval", Duration.ofSeconds(1)),
            config.duration("planner.throttle.period", Duration.ofSeconds(10)),
            config.duration("planner.throttle.raise-every", Duration.ofSeconds(5)),
            config.duration("planner.throttle.cut-every", Duration.ofSeconds(5)),
            config.duration("planner.pace.watchdog", Duration.ofSeconds(30))));
  }

  private SortedMap<String, Integer> pools() {
    SortedMap<String, Integer> pools = new TreeMap<>();
    words("planner.pools", POOLS_DEFAULT)
        .forEach(word -> {
          String[] parts = word.split(":", -1);
          if (parts.length == 2
              && Pacing.isPoolName(parts[0])
              && parts[1].matches("[1-9]\\d{0,4}")) {
            pools.put(parts[0], Math.min(SLOTS_MAX, Integer.parseInt(parts[1])));
          } else {
            config.problem(
                "planner.pools has '%s': expected a name and its slots, such as team-a:8"
                    .formatted(word));
          }
        });
    if (!pools.containsKey(Pacing.POOL_DEFAULT)) {
      config.problem(
          "planner.pools has no pool 'default': expected one such as %s".formatted(POOLS_DEFAULT));
    }
    return pools;
  }

  private ThrottleLimits limits() {
    return new ThrottleLimits(
        latency(),
        share("planner.throttle.error-rate"),
        count("planner.throttle.running-queries"),
        null,
        null,
        count("planner.throttle.merges"),
        share("planner.throttle.memory"),
        share("planner.throttle.disk-free"),
        null,
        null);
  }

  private ThrottleLimits.@Nullable Latency latency() {
    int percentile =
        config.integer(
            "planner.throttle.query-latency-percentile", ThrottleLimits.PERCENTILE_DEFAULT, 50, 99);
    Duration max = config.duration("planner.throttle.query-latency-max", Duration.ZERO);
    BigDecimal factor =
        value("planner.throttle.query-latency-factor", "a number above 1", BigDecimal::new);
    if (max.isZero() && factor == null) {
      return null;
    }
    try {
      return new ThrottleLimits.Latency(percentile, max.isZero() ? null : max, factor);
    } catch (IllegalArgumentException e) {
      config.problem("planner.throttle.query-latency-*: %s".formatted(e.getMessage()));
      return null;
    }
  }

  private @Nullable Integer count(String key) {
    long most = ThrottleLimits.COUNT.max();
    return value(
        key,
        "a whole number from 0 to %d".formatted(most),
        text -> {
          int count = Integer.parseInt(text);
          if (count < 0 || count > most) {
            throw new IllegalArgumentException(text);
          }
          return count;
        });
  }

  private @Nullable Percentage share(String key) {
    return value(key, "a percentage such as 80%", Percentage::parse);
  }

  private BigDecimal price(String key) {
    BigDecimal price =
        value(
            key,
            "a number that is not negative",
            text -> {
              BigDecimal number = new BigDecimal(text);
              if (number.signum() < 0) {
                throw new IllegalArgumentException(text);
              }
              return number;
            });
    return price == null ? BigDecimal.ZERO : price;
  }

  private <T> @Nullable T value(String key, String expected, Function<String, T> parse) {
    String text = config.string(key, "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      config.problem("%s is '%s': expected %s".formatted(key, text, expected));
      return null;
    }
  }

  private Stream<String> words(String key, String fallback) {
    return Stream.of(config.string(key, fallback).split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty());
  }
}
