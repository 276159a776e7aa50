package io.hindcast.planner.survey;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.plan.BackfillPlanner;
import io.hindcast.core.plan.Conditions;
import io.hindcast.core.plan.Inquiry;
import io.hindcast.core.plan.KeySurvey;
import io.hindcast.core.plan.PartitionSize;
import io.hindcast.core.plan.Past;
import io.hindcast.core.plan.PlanOutcome;
import io.hindcast.core.plan.SourceTable;
import io.hindcast.core.plan.Surroundings;
import io.hindcast.core.plan.Survey;
import io.hindcast.core.plan.TableColumn;
import io.hindcast.core.plan.TargetTable;
import io.hindcast.core.scope.TargetHistory;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.Dependent;
import io.hindcast.core.view.ViewGraph;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.WarehouseInfo;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Gathers what planning looks at, from metadata alone. */
public final class Surveyor {
  private final Warehouse warehouse;
  private final BackfillStore store;
  private final String workingDatabase;
  private final InstantSource clock;

  /**
   * On one warehouse.
   *
   * @param store knows what backfills have made of the target
   */
  public Surveyor(
      Warehouse warehouse, BackfillStore store, String workingDatabase, InstantSource clock) {
    this.warehouse = warehouse;
    this.store = store;
    this.workingDatabase = workingDatabase;
    this.clock = clock;
  }

  /**
   * The plan of a spec as the warehouse is now.
   *
   * @throws HindcastException when the warehouse cannot be asked
   */
  public PlanOutcome plan(BackfillSpec spec) {
    return BackfillPlanner.plan(survey(spec));
  }

  private Survey survey(BackfillSpec spec) {
    WarehouseInfo info = warehouse.on(spec.target().table().node()).info();
    TableName target = spec.target().table();
    Optional<TableDescription> description = warehouse.describe(target);
    Optional<TargetTable> table = description.map(found -> target(found, spec.zone(), info.zone()));
    return new Survey(
        spec,
        table,
        spec.source().tables().stream()
            .flatMap(name -> source(name, spec.zone()).stream())
            .toList(),
        output(spec),
        description.isEmpty() ? Surroundings.NONE : surroundings(spec, info.zone()),
        description.isEmpty() ? info.freeDiskBytes() : warehouse.freeDiskBytes(target),
        clock.instant(),
        table
            .map(found -> new KeySurveyor(warehouse.on(target.node())).survey(spec, found))
            .orElse(KeySurvey.NONE),
        description.isEmpty() ? Past.NONE : past(spec),
        conditions(spec));
  }

  private Conditions conditions(BackfillSpec spec) {
    List<TableName> tables =
        Stream.concat(Stream.of(spec.target().table()), spec.source().tables().stream()).toList();
    return warehouse
        .on(spec.target().table().node())
        .conditions(Inquiry.of(spec, workingDatabase, warehouse.existing(tables)));
  }

  /** Nothing, and at no cost, where all of the range is recomputed in any case. */
  private Past past(BackfillSpec spec) {
    return switch (spec.scope().reprocess()) {
      case COMPLETED -> Past.NONE;
      case NONE, FAILED -> new Past(history(spec), List.of());
      case CHANGED -> new Past(history(spec), sourceParts(spec));
    };
  }

  /** Of those sources that exist: which ones do not is found elsewhere. */
  private List<SourcePart> sourceParts(BackfillSpec spec) {
    return warehouse.sourceParts(warehouse.existing(spec.source().tables()), spec.zone());
  }

  private TargetHistory history(BackfillSpec spec) {
    return store.inTransaction(tx -> tx.provenance(spec.target().table().toString()).history());
  }

  private TargetTable target(TableDescription table, ZoneId calendar, ZoneId serverZone) {
    return structure(
        table,
        warehouse.partitions(table.name(), calendar).stream()
            .map(stats -> new PartitionSize(stats.id(), stats.rows(), stats.bytes()))
            .toList(),
        serverZone);
  }

  private static TargetTable structure(
      TableDescription table, List<PartitionSize> partitions, ZoneId serverZone) {
    return new TargetTable(
        table.name(),
        table.engine(),
        table.atomicDatabase(),
        table.partitionKey(),
        table.columns().stream().map(Surveyor::column).toList(),
        partitions,
        serverZone);
  }

  private Optional<SourceTable> source(TableName name, ZoneId calendar) {
    return warehouse
        .describe(name)
        .map(table ->
            new SourceTable(
                name,
                table.engine(),
                warehouse.partitions(name, calendar).stream()
                    .map(stats -> new SourceTable.Slice(stats.span(), stats.rows()))
                    .toList()));
  }

  private Survey.Output output(BackfillSpec spec) {
    Warehouse node = warehouse.on(spec.target().table().node());
    String sql = spec.transform().sql();
    RangeBinding binding = new RangeBinding(spec.range(), spec.zone());
    List<TableColumn> columns;
    try {
      columns =
          node.describeQuery(sql, binding, spec.taskSettings()).stream()
              .map(Surveyor::column)
              .toList();
    } catch (HindcastException e) {
      if (e.code().category() != ErrorCategory.USER) {
        throw e;
      }
      return new Survey.Output.Invalid(String.valueOf(e.getMessage()));
    }
    try {
      return new Survey.Output.Columns(
          columns, node.coarseBounds(sql, binding, spec.taskSettings()), Optional.empty());
    } catch (HindcastException e) { // The plan says that nobody knows.
      return new Survey.Output.Columns(
          columns, List.of(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** The target and what it leads to; tables that are gone are left out. */
  private Surroundings surroundings(BackfillSpec spec, ZoneId serverZone) {
    TableName target = spec.target().table();
    ViewGraph views = warehouse.on(target.node()).views();
    Map<TableName, Surroundings.Beside> tables = new HashMap<>();
    Stream.concat(
            Stream.of(target),
            views.downstream(target).stream()
                .filter(each -> each.relation() == Dependent.Relation.READS_FROM)
                .flatMap(each -> Stream.ofNullable(each.view().into())))
        .distinct()
        .flatMap(name -> warehouse.describe(name).stream())
        .forEach(table ->
            tables.put(
                table.name(),
                new Surroundings.Beside(
                    structure(table, List.of(), serverZone), table.sortingKey(), table.expires())));
    return new Surroundings(views, tables);
  }

  private static TableColumn column(ColumnDescription column) {
    boolean insertable =
        switch (column.kind()) {
          case ORDINARY, DEFAULT, EPHEMERAL -> true;
          case MATERIALIZED, ALIAS -> false;
        };
    boolean defaulted = column.kind() != ColumnDescription.Kind.ORDINARY;
    return new TableColumn(column.name(), column.type(), insertable, defaulted);
  }
}
