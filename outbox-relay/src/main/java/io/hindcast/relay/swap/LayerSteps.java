package io.hindcast.relay.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.swap.Assembly;
import io.hindcast.core.swap.Assembly.Layer;
import io.hindcast.core.swap.CarryRule;
import io.hindcast.core.swap.LateParts;
import io.hindcast.core.swap.PartitionDigest;
import io.hindcast.core.swap.Selection;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapPart;
import io.hindcast.core.swap.SwapTables;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.StructureChange;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Makes content and base of a swap from what earlier swaps have kept. */
final class LayerSteps {
  private static final StructureChange NONE =
      new StructureChange(List.of(), List.of(), List.of(), "");

  private final Warehouse warehouse;
  private final PendingUpdates updates;
  private final RowSelector selector;

  LayerSteps(Warehouse warehouse, PendingUpdates updates) {
    this.warehouse = warehouse;
    this.updates = updates;
    this.selector = new RowSelector(warehouse);
  }

  /** From nothing, so that it can be repeated. */
  SwapEvent assemble(SwapCommand.Assemble command) {
    Assembly assembly = command.assembly();
    assembly.content().forEach(this::requireKept);
    assembly.base().forEach(this::requireKept);
    SwapTables tables = command.tables();
    boolean made = !assembly.content().isEmpty();
    TableName published = made ? tables.published() : tables.shadow();
    Map<String, PartitionDigest> keptContent =
        made ? fill(published, command, lowest(assembly.content())) : Map.of();
    Map<String, PartitionDigest> keptBase = fill(tables.base(), command, assembly.base());
    List<String> touched = partitions(made ? assembly.content() : assembly.base());
    CarryRule rule =
        selector.rule(command.target(), command.key(), List.of(tables.base(), published), touched);
    Selection selection = new Selection(rule, command.key(), touched);
    upper(assembly.content()).forEach(layer -> addBeyond(published, layer, command, selection));
    return new SwapEvent.Assembled(
        made
            ? Parts.digests(warehouse.contents(published, assembly.expectedContent().keySet()))
            : Map.of(),
        Parts.digests(warehouse.contents(tables.base(), partitions(assembly.base()))),
        keptContent,
        keptBase,
        rule);
  }

  /** By parts as long as merges have not mixed them, by difference otherwise. */
  TableName copyBeyond(TableName from, TableName base, List<String> partitions, TableName carry) {
    LateParts late =
        LateParts.beyond(partitions, Parts.of(warehouse, from), Parts.of(warehouse, base));
    if (late.mixed().isEmpty()) {
      warehouse.copyParts(
          from, late.parts().stream().map(SwapPart::name).toList(), warehouse.own(carry));
      return carry;
    }
    warehouse.copyBeyond(from, late.mixed(), List.of(base), warehouse.own(carry));
    return from;
  }

  /** What the layers amount to as they were kept. */
  private Map<String, PartitionDigest> fill(
      TableName table, SwapCommand.Assemble command, List<Layer> layers) {
    warehouse.drop(warehouse.own(table));
    warehouse.createLike(table, command.target());
    warehouse.stopMerges(table);
    Map<String, PartitionDigest> kept = new TreeMap<>();
    for (Layer layer : layers) {
      kept.putAll(Parts.digests(warehouse.contents(layer.from(), layer.partitions())));
      for (List<String> some : ComposeSteps.batches(layer.partitions())) {
        fitted(layer.from(), command, command.tables().fitted(), some, table);
      }
    }
    return kept;
  }

  private void addBeyond(
      TableName table, Layer layer, SwapCommand.Assemble command, Selection selection) {
    SwapTables tables = command.tables();
    TableName from = tables.fitted();
    TableName base = tables.fittedBase();
    for (List<String> some : ComposeSteps.batches(layer.partitions())) {
      clone(layer.from(), command, from, some);
      clone(Objects.requireNonNull(layer.beyond()), command, base, some);
      TableName compared = copyBeyond(from, base, some, tables.carry());
      selector.select(tables.carry(), selection, base, table, compared, some);
      warehouse.moveAll(warehouse.own(tables.carry()), table);
      List.of(tables.carry(), from, base).forEach(done -> warehouse.drop(warehouse.own(done)));
    }
  }

  /** Straight where the structures fit, by a clone that is altered where they do not. */
  private void fitted(
      TableName kept,
      SwapCommand.Assemble command,
      TableName clone,
      List<String> partitions,
      TableName into) {
    updates.write(kept);
    StructureFit fit = new StructureFit(describe(kept), describe(command.target()));
    if (fit.change().isEmpty()) {
      try {
        warehouse.promote(kept, into, partitions);
        return;
      } catch (HindcastException e) {
        // Indices and projections must be equal too; clones can do without.
        if (e.code() != ErrorCode.WAREHOUSE_REFUSED) {
          throw e;
        }
      }
    }
    clone(kept, command, clone, partitions);
    warehouse.promote(clone, into, partitions);
    warehouse.drop(warehouse.own(clone));
  }

  /** Partitions of a kept table with the structure of the target; the kept table stays as it is. */
  private void clone(
      TableName kept, SwapCommand.Assemble command, TableName clone, List<String> partitions) {
    updates.write(kept);
    StructureChange change = new StructureFit(describe(kept), describe(command.target())).change();
    warehouse.drop(warehouse.own(clone));
    warehouse.createLike(clone, kept);
    warehouse.promote(kept, clone, partitions);
    warehouse.restructure(warehouse.own(clone), change.isEmpty() ? NONE : change);
    warehouse.stopMerges(clone);
  }

  private void requireKept(Layer layer) {
    requireKept(layer.from());
    if (layer.beyond() != null) {
      requireKept(layer.beyond());
    }
  }

  private void requireKept(TableName table) {
    if (warehouse.storageOf(table).isEmpty()) {
      throw new HindcastException(
          ErrorCode.RETENTION_OVER,
          "%s is gone, which an earlier swap has kept: its retention is over. Compute the partitions again"
              .formatted(table));
    }
  }

  private TableDescription describe(TableName table) {
    return warehouse
        .describe(table)
        .orElseThrow(() ->
            new HindcastException(ErrorCode.TABLE_UNKNOWN, "Table %s is gone".formatted(table)));
  }

  private static List<Layer> lowest(List<Layer> layers) {
    return layers.stream().filter(layer -> layer.beyond() == null).toList();
  }

  private static List<Layer> upper(List<Layer> layers) {
    return layers.stream().filter(layer -> layer.beyond() != null).toList();
  }

  private static List<String> partitions(List<Layer> layers) {
    return layers.stream().flatMap(layer -> layer.partitions().stream()).distinct().toList();
  }
}
