package io.hindcast.specyaml;

import io.hindcast.core.spec.Grain;
import io.hindcast.core.spec.RangeRules;
import io.hindcast.core.spec.RangeTime;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Reads {@code spec.range}. */
record RangeReading(Field<TimeRange> range, Field<ZoneId> zone) {
  private static final ZoneId UTC = ZoneId.of("UTC");

  static RangeReading of(Section section, Field<Grain> grain) {
    Field<ZoneId> zone = section.optional("zone", UTC, RangeReading::zone);
    Field<Instant> from = end(section, "from", zone, grain);
    Field<Instant> to = end(section, "to", zone, grain);
    if (!Field.present(from, to)) {
      return new RangeReading(Field.absent(section.at()), zone);
    }
    Field<TimeRange> range =
        to.check(end -> orderProblem(from.value(), end))
            .parse(end -> new TimeRange(from.value(), end))
            .check(read ->
                Field.present(grain)
                    ? RangeRules.lengthProblem(read, grain.value())
                    : Optional.empty());
    return new RangeReading(range, zone);
  }

  boolean isPresent() {
    return Field.present(range, zone);
  }

  private static Field<Instant> end(
      Section section, String key, Field<ZoneId> zone, Field<Grain> grain) {
    // With a wrong zone the time is read as UTC, so that its own mistakes are found all the same.
    ZoneId known = Field.present(zone) ? zone.value() : UTC;
    return section.required(
        key,
        value ->
            value
                .text()
                .parse(text -> RangeTime.parse(text, known))
                .check(RangeRules::instantProblem)
                .check(instant ->
                    Field.present(zone, grain)
                        ? RangeRules.alignmentProblem(instant, grain.value(), known)
                        : Optional.empty()));
  }

  static Optional<String> orderProblem(Instant from, Instant to) {
    return from.isBefore(to)
        ? Optional.empty()
        : Optional.of("Expected a time after 'from', which is %s, found %s".formatted(from, to));
  }

  private static Field<ZoneId> zone(Value value) {
    return value.text().check(RangeReading::zoneProblem).parse(ZoneId::of);
  }

  private static Optional<String> zoneProblem(String text) {
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (known.contains(text)) {
      return Optional.empty();
    }
    String suggestion =
        Suggestion.of(text, known).map("; did you mean '%s'?"::formatted).orElse("");
    return Optional.of(
        "Expected the name of a time zone such as UTC or Europe/Paris, found '%s'%s"
            .formatted(Value.shorten(text), suggestion));
  }
}
