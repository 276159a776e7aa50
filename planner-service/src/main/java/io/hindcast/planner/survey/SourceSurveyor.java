package io.hindcast.planner.survey;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.fence.Telling;
import io.hindcast.core.fence.Way;
import io.hindcast.core.plan.SourceTable;
import io.hindcast.core.plan.SourceTable.Slice;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Source;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.Lookout;
import io.hindcast.warehouse.PartitionStats;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.SourceLook;
import io.hindcast.warehouse.TableDescription;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out where the rows of the sources are, and how changes of them can be told. */
final class SourceSurveyor {
  private final Lookout warehouse;
  private final SourceLook look;

  SourceSurveyor(Lookout warehouse) {
    this.warehouse = warehouse;
    this.look = new SourceLook(warehouse);
  }

  /** Of a statement that the engine cannot read: as far as metadata tell. */
  SourceSurvey surveyUnread(BackfillSpec spec) {
    return new SourceSurvey(
        described(spec).map(table -> table(spec, table, null)).toList(), Set.of());
  }

  SourceSurvey survey(BackfillSpec spec) {
    List<TableDescription> described = described(spec).toList();
    List<TableName> known = described.stream().map(TableDescription::name).toList();
    SourceLook.Order order = order(spec, known);
    List<SourcePart> parts = warehouse.sourceParts(known, spec.zone());
    Map<TableName, Telling> tellings = look.tellings(order, parts);
    Set<TableName> doubted = new HashSet<>(known);
    look.tellings(order, List.of())
        .forEach((table, telling) -> {
          if (telling.way() == Way.METADATA) {
            doubted.remove(table);
          }
        });
    return new SourceSurvey(
        described.stream().map(table -> table(spec, table, tellings.get(table.name()))).toList(),
        doubted);
  }

  private Stream<TableDescription> described(BackfillSpec spec) {
    return spec.source().tables().stream().flatMap(name -> warehouse.describe(name).stream());
  }

  private static SourceLook.Order order(BackfillSpec spec, List<TableName> known) {
    Source source = spec.source();
    TimeRange probe = secondStep(spec).orElse(spec.range());
    return new SourceLook.Order(
        spec.transform().sql(),
        spec.taskSettings(),
        new RangeBinding(spec.range(), spec.zone()),
        source.reach(spec.range()),
        List.of(),
        new SourceLook.Probe(probe, source.reach(probe)),
        known,
        source.changes());
  }

  /** A step of the grain that does not begin where the range does, as a month or a year may. */
  private static Optional<TimeRange> secondStep(BackfillSpec spec) {
    Instant from = spec.transform().grain().next(spec.range().from(), spec.zone());
    if (!from.isBefore(spec.range().to())) {
      return Optional.empty();
    }
    Instant to = spec.transform().grain().next(from, spec.zone());
    return to.isAfter(spec.range().to()) ? Optional.empty() : Optional.of(new TimeRange(from, to));
  }

  private SourceTable table(BackfillSpec spec, TableDescription table, @Nullable Telling telling) {
    return new SourceTable(table.name(), table.engine(), slices(spec, table, telling), telling);
  }

  private List<Slice> slices(BackfillSpec spec, TableDescription table, @Nullable Telling telling) {
    if (telling != null
        && telling.way() == Way.CONTENT
        && !telling.count().timeColumn().isEmpty()) {
      return warehouse.slices(telling.count(), spec.source().reach(spec.range()), spec.zone());
    }
    boolean timed = telling == null || telling.way() == Way.METADATA;
    List<PartitionStats> partitions = warehouse.partitions(table.name(), spec.zone());
    return partitions.stream()
        .map(stats -> new Slice(timed ? stats.span() : null, stats.rows()))
        .toList();
  }
}
