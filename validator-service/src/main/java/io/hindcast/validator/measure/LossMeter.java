package io.hindcast.validator.measure;

import io.hindcast.core.check.Assessment;
import io.hindcast.core.check.LossRules;
import io.hindcast.core.check.PartitionRows;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.core.plan.KeyedPartition;
import io.hindcast.core.plan.PartitionLayout;
import io.hindcast.core.plan.PartitionSlices;
import io.hindcast.core.plan.SliceCondition;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.KeySearch;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks for rows of the live table that the wave's partitions would lose: of another time than
 * their partition, or of keys that the statement does not yield.
 */
public final class LossMeter {
  /** The condition has two texts for each partition. */
  private static final int PARTITIONS_MAX = 500;

  private static final String ANY = "1";
  private static final String NO_ROWS = "The live table has no rows in these partitions.";

  private final Warehouse warehouse;
  private final KeyScope keyScope;

  /** Asks this warehouse. */
  public LossMeter(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.keyScope = new KeyScope(warehouse);
  }

  /** Both checks; nothing is asked where there is nothing to lose. */
  public List<Assessment> assess(Wave wave) {
    PartitionLayout layout = layout(wave);
    Look look = new Look(wave, layout, slices(wave, layout));
    BackfillSpec spec = wave.spec();
    String unasked = look.unasked();
    return List.of(
        LossRules.within(
            look.slices().isEmpty() ? Optional.empty() : Optional.of(outside(look)),
            spec.target().outsideRange(),
            layout.time().isEmpty() ? "The partitions hold rows of all times." : NO_ROWS),
        LossRules.kept(
            unasked.isEmpty() ? Optional.of(vanished(look)) : Optional.empty(),
            spec.transform().vanishedKeys(),
            unasked));
  }

  /**
   * What is looked at.
   *
   * @param slices of the touched partitions that have rows
   */
  private record Look(Wave wave, PartitionLayout layout, SortedMap<String, TimeRange> slices) {

    /** What would be replaced: rows that came later are carried over where there is a base. */
    TableName replaced() {
      TableName base = wave.order().base();
      return base == null ? wave.order().target() : base;
    }

    /** Why keys are not compared; empty when they are. */
    String unasked() {
      BackfillSpec spec = wave.spec();
      if (spec.swap().lateRows() == SwapPolicy.LateRows.CARRY && wave.order().base() == null) {
        return "Rows that were written since the first swap are carried over.";
      }
      if (layout.time().isEmpty()) {
        return "target.outsideRange gives up what the statement does not yield.";
      }
      return slices.isEmpty() ? NO_ROWS : "";
    }

    String condition(SortedMap<String, TimeRange> some) {
      return SliceCondition.sql(layout, some).orElse(ANY);
    }
  }

  private List<PartitionRows> outside(Look look) {
    String column = look.layout().time().orElseThrow().axis().column();
    return batches(look.slices()).stream()
        .flatMap(some ->
            warehouse
                .rowsExcept(look.replaced(), some.keySet(), look.condition(some), column)
                .stream())
        .toList();
  }

  /** Partitions that become empty are judged by themselves. */
  private List<PartitionRows> vanished(Look look) {
    Wave wave = look.wave();
    NavigableMap<String, TimeRange> filled = new TreeMap<>(look.slices());
    wave.pins().stream()
        .filter(pin -> pin.rows() == 0)
        .map(PartitionPin::partitionId)
        .forEach(filled::remove);
    List<String> key = wave.spec().target().key();
    KeySearch.Scope scope =
        keyScope.isPartition(wave.order().target(), key)
            ? KeySearch.Scope.PARTITION
            : KeySearch.Scope.TABLE;
    return batches(filled).stream()
        .flatMap(some ->
            warehouse
                .rowsWithoutKey(
                    new KeySearch(
                        look.replaced(),
                        look.condition(some),
                        List.copyOf(some.keySet()),
                        wave.order().shadow(),
                        key,
                        scope))
                .stream())
        .toList();
  }

  private static List<SortedMap<String, TimeRange>> batches(SortedMap<String, TimeRange> slices) {
    List<SortedMap<String, TimeRange>> batches = new ArrayList<>();
    slices.forEach((id, slice) -> {
      if (batches.isEmpty() || batches.getLast().size() == PARTITIONS_MAX) {
        batches.add(new TreeMap<>());
      }
      batches.getLast().put(id, slice);
    });
    return batches;
  }

  private SortedMap<String, TimeRange> slices(Wave wave, PartitionLayout layout) {
    List<KeyedPartition> existing =
        layout.time().isEmpty() || layout.isTimeAlone()
            ? List.of()
            : warehouse.partitionKeys(wave.order().target(), layout.expressions()).partitions();
    SortedMap<String, TimeRange> slices = PartitionSlices.of(layout, wave.spec().range(), existing);
    Set<String> touched =
        wave.pins().stream()
            .filter(pin -> pin.liveRows() > 0)
            .map(PartitionPin::partitionId)
            .collect(Collectors.toSet());
    slices.keySet().retainAll(touched);
    return slices;
  }

  private PartitionLayout layout(Wave wave) {
    TableName target = wave.order().target();
    TableDescription description =
        warehouse
            .describe(target)
            .orElseThrow(() ->
                new HindcastException(
                    ErrorCode.TABLE_UNKNOWN, "The table %s is gone".formatted(target)));
    return PartitionLayout.parse(
        description.partitionKey(),
        description.columns().stream()
            .collect(Collectors.toMap(ColumnDescription::name, ColumnDescription::type)),
        wave.spec().zone(),
        warehouse.on(target.node()).info().zone());
  }
}
