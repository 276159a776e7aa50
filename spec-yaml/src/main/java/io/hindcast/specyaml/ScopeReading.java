package io.hindcast.specyaml;

import io.hindcast.core.spec.RangeRules;
import io.hindcast.core.spec.RangeTime;
import io.hindcast.core.spec.Scope;
import io.hindcast.core.spec.Scope.First;
import io.hindcast.core.spec.Scope.Reprocess;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads {@code spec.scope}. */
final class ScopeReading {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private ScopeReading() {}

  static Field<Scope> of(Section section, Field<ZoneId> zone) {
    Field<Reprocess> reprocess =
        section.optional(
            "reprocess", Reprocess.COMPLETED, value -> Words.read(value, Reprocess.class));
    ZoneId known = Field.present(zone) ? zone.value() : UTC;
    Field<List<First>> first =
        section.optional(
            "first",
            List.of(),
            value -> Lists.distinct(value, each -> first(each, known), Scope.FIRST_MAX));
    return Field.present(reprocess, first)
        ? Field.of(new Scope(reprocess.value(), first.value()), section.at())
        : Field.absent(section.at());
  }

  private static Field<First> first(Value value, ZoneId zone) {
    return value.node() instanceof MappingNode
        ? within(Section.read(value, Keys.RANGE_ONLY), zone)
        : Readings.text(value, Scope.PARTITION_LENGTH_MAX).parse(First.Partition::new);
  }

  private static Field<First> within(Section section, ZoneId zone) {
    Field<Instant> from = section.required("from", value -> end(value, zone));
    Field<Instant> to = section.required("to", value -> end(value, zone));
    return Field.present(from, to)
        ? to.check(end -> RangeReading.orderProblem(from.value(), end))
            .parse(end -> new First.Within(new TimeRange(from.value(), end)))
        : Field.absent(section.at());
  }

  private static Field<Instant> end(Value value, ZoneId zone) {
    return value
        .text()
        .parse(text -> RangeTime.parse(text, zone))
        .check(RangeRules::instantProblem);
  }
}
