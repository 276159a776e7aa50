package io.hindcast.core.plan;

import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.Target.OutsideRange;
import io.hindcast.core.spec.Transform;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Surveys of targets whose partition key is more than time; ids are the values with dashes. */
final class KeyedSurveys {
  private static final List<TableColumn> COLUMNS =
      List.of(
          Surveys.column("day", "Date"),
          Surveys.column("at", "DateTime('UTC')"),
          Surveys.column("tenant", "String"),
          Surveys.column("region", "String"),
          Surveys.column("user", "UInt64"));

  private KeyedSurveys() {}

  /**
   * What a test varies.
   *
   * @param existing today's partitions with their rows
   * @param affected values that the warehouse found for {@code keys}
   */
  record Keyed(
      Surveys.Layout layout,
      @Nullable AffectedKeys keys,
      OutsideRange outsideRange,
      List<Sized> existing,
      @Nullable List<List<String>> affected,
      List<SourceTable.Slice> slices) {}

  /** A partition that is there. */
  record Sized(List<String> values, long rows) {
    String id() {
      return KeyedSurveys.id(values);
    }
  }

  static String id(List<String> values) {
    return String.join("-", values);
  }

  static Survey survey(Keyed keyed) {
    return survey(keyed, spec(keyed, List.of(), Transform.Stray.FAIL), COLUMNS);
  }

  static Survey survey(Keyed keyed, BackfillSpec spec, List<TableColumn> output) {
    List<KeyedPartition> existing =
        keyed.existing().stream()
            .map(each -> new KeyedPartition(each.id(), each.values()))
            .toList();
    TargetTable target = target(keyed);
    return new Survey(
        spec,
        Optional.of(target),
        List.of(new SourceTable(Surveys.RAW, "MergeTree", keyed.slices())),
        new Survey.Output.Columns(output),
        Surroundings.NONE,
        Long.MAX_VALUE,
        Surveys.NOW,
        keys(spec, target.layout(spec.zone()), existing, keyed.affected()));
  }

  private static KeySurvey keys(
      BackfillSpec spec,
      PartitionLayout layout,
      List<KeyedPartition> existing,
      @Nullable List<List<String>> affected) {
    List<String> types = new ArrayList<>();
    layout.dimensions().forEach(dimension -> types.add("String"));
    List<String> ids =
        KeyChoice.of(layout, layout.slices(spec.range()), spec.target().keys(), existing, affected)
            .partitions()
            .stream()
            .map(KeyedSurveys::id)
            .toList();
    return new KeySurvey.Found(types, existing, affected, ids);
  }

  static TargetTable target(Keyed keyed) {
    return new TargetTable(
        Surveys.TARGET,
        "MergeTree",
        true,
        keyed.layout().key(),
        COLUMNS,
        keyed.existing().stream()
            .map(each -> new PartitionSize(each.id(), each.rows(), each.rows() * 10))
            .toList(),
        ZoneOffset.UTC);
  }

  static BackfillSpec spec(Keyed keyed, List<Check> checks, Transform.Stray stray) {
    BackfillSpec spec = Surveys.spec(keyed.layout());
    Transform transform = spec.transform();
    return new BackfillSpec(
        spec.metadata(),
        new Target(Surveys.TARGET, List.of("day"), keyed.keys(), keyed.outsideRange()),
        spec.source(),
        new Transform(
            transform.version(),
            transform.grain(),
            transform.sql(),
            stray,
            Transform.EmptyPartitions.ALLOW),
        spec.range(),
        spec.zone(),
        spec.execution(),
        spec.waves(),
        checks,
        spec.swap());
  }
}
