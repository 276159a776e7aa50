package io.hindcast.specyaml;

import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.SpecLimits;
import io.hindcast.core.spec.ThrottleLimits;
import io.hindcast.core.spec.ThrottleLimits.Latency;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code spec.pacing.throttle}. */
final class ThrottleReading {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m)");

  private final SpecLimits limits;

  ThrottleReading(SpecLimits limits) {
    this.limits = limits;
  }

  Field<ThrottleLimits> of(Section section) {
    Field<Optional<Latency>> latency =
        OptionalReadings.of(section, "queryLatency", ThrottleReading::latency);
    Field<Optional<Percentage>> errors = share(section, "errorRate");
    Field<Optional<Integer>> running = count(section, "runningQueries");
    Field<Optional<Integer>> parts = count(section, "partsPerPartition");
    Field<Optional<Integer>> mutations = count(section, "mutations");
    Field<Optional<Integer>> merges = count(section, "merges");
    Field<Optional<Percentage>> memory = share(section, "memory");
    Field<Optional<Percentage>> disk = share(section, "diskFree");
    Field<Optional<SqlSource>> query = OptionalReadings.of(section, "query", InlineSql::standalone);
    Field<Optional<String>> endpoint = OptionalReadings.of(section, "endpoint", this::endpoint);
    if (!Field.present(
        latency, errors, running, parts, mutations, merges, memory, disk, query, endpoint)) {
      return Field.absent(section.at());
    }
    return Field.of(
        new ThrottleLimits(
            latency.value().orElse(null),
            errors.value().orElse(null),
            running.value().orElse(null),
            parts.value().orElse(null),
            mutations.value().orElse(null),
            merges.value().orElse(null),
            memory.value().orElse(null),
            disk.value().orElse(null),
            query.value().map(SqlSource::sql).orElse(null),
            endpoint.value().orElse(null)),
        section.at());
  }

  private static Field<Optional<Integer>> count(Section section, String key) {
    return OptionalReadings.integer(section, key, ThrottleLimits.COUNT);
  }

  private static Field<Optional<Percentage>> share(Section section, String key) {
    return OptionalReadings.of(section, key, Readings::percentage);
  }

  private static Field<Latency> latency(Value value) {
    Section section = Section.read(value, Keys.QUERY_LATENCY);
    Field<Long> percentile =
        section.optional(
            "percentile", (long) ThrottleLimits.PERCENTILE_DEFAULT, ThrottleReading::percentile);
    Field<Optional<Duration>> max =
        OptionalReadings.of(section, "max", each -> each.text().parse(ThrottleReading::span));
    Field<Optional<BigDecimal>> factor = OptionalReadings.of(section, "factor", Readings::decimal);
    return section.isRead() && Field.present(percentile, max, factor)
        ? Field.of(value, value)
            .parse(at ->
                new Latency(
                    Math.toIntExact(percentile.value()),
                    max.value().orElse(null),
                    factor.value().orElse(null)))
        : Field.absent(value);
  }

  private static Field<Long> percentile(Value value) {
    String expected = "one of the percentiles 50, 90, 95 and 99";
    return value
        .number(expected)
        .then(text ->
            ThrottleLimits.PERCENTILES.stream().map(String::valueOf).anyMatch(text::equals)
                ? Field.of(Long.parseLong(text), value)
                : value.expected(expected));
  }

  private static Duration span(String text) {
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Expected a time such as 250ms, 2s or 1m, found '%s'".formatted(Value.shorten(text)));
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }

  private Field<String> endpoint(Value value) {
    return Readings.text(value, ThrottleLimits.ENDPOINT_LENGTH_MAX)
        .require(
            text -> text.startsWith("http://") || text.startsWith("https://"),
            "Expected an address that starts with http:// or https://")
        .check(limits::endpointProblem);
  }
}
