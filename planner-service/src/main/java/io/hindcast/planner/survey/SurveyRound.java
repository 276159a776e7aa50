package io.hindcast.planner.survey;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourceState;
import io.hindcast.core.plan.BackfillPlanner;
import io.hindcast.core.plan.Conditions;
import io.hindcast.core.plan.Inquiry;
import io.hindcast.core.plan.KeySurvey;
import io.hindcast.core.plan.PartitionSize;
import io.hindcast.core.plan.Past;
import io.hindcast.core.plan.Reached;
import io.hindcast.core.plan.Surroundings;
import io.hindcast.core.plan.Survey;
import io.hindcast.core.plan.TableColumn;
import io.hindcast.core.plan.TargetTable;
import io.hindcast.core.scope.Provenance;
import io.hindcast.core.scope.TargetHistory;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.Dependent;
import io.hindcast.core.view.ViewGraph;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.Lookout;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.SourceLook;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.WarehouseInfo;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One look at everything that planning a spec takes. */
final class SurveyRound {
  private final Lookout warehouse;
  private final BackfillStore store;
  private final Surveyor.Settings settings;
  private final InstantSource clock;

  SurveyRound(
      Lookout warehouse, BackfillStore store, Surveyor.Settings settings, InstantSource clock) {
    this.warehouse = warehouse;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  Survey survey(BackfillSpec spec) {
    WarehouseInfo info = warehouse.on(spec.target().table().node()).info();
    TableName target = spec.target().table();
    Optional<TableDescription> description = warehouse.describe(target);
    Optional<TargetTable> table = description.map(found -> target(found, spec.zone(), info.zone()));
    Survey.Output output = output(spec);
    SourceSurvey sources = sources(spec, output);
    boolean asked = !(output instanceof Survey.Output.Unasked);
    KeySurvey keys =
        table
            .filter(found -> asked)
            .map(found -> new KeySurveyor(warehouse.on(target.node())).survey(spec, found))
            .orElse(KeySurvey.NONE);
    return new Survey(
        spec,
        table,
        sources.tables(),
        output,
        description.isEmpty() ? Surroundings.NONE : surroundings(spec, info.zone()),
        description.isEmpty() ? info.freeDiskBytes() : warehouse.freeDiskBytes(target),
        clock.instant(),
        keys,
        description.isEmpty() || !asked ? Past.NONE : past(spec, sources),
        conditions(spec, asked),
        reached(spec, output),
        table.filter(found -> asked && found.isMergeTree()).stream()
            .flatMap(found -> new OutsideSurveyor(warehouse).survey(spec, found, keys).stream())
            .toList());
  }

  private Conditions conditions(BackfillSpec spec, boolean asked) {
    List<TableName> tables =
        Stream.concat(Stream.of(spec.target().table()), spec.source().tables().stream()).toList();
    Set<TableName> existing = warehouse.existing(tables);
    Conditions conditions =
        warehouse
            .on(spec.target().table().node())
            .conditions(Inquiry.of(spec, settings.workingDatabase(), existing, settings.oneUser()));
    return asked
        ? conditions.with(
            warehouse.visibility(
                existing, spec.transform().sql(), new RangeBinding(spec.range(), spec.zone())))
        : conditions;
  }

  private @Nullable Reached reached(BackfillSpec spec, Survey.Output output) {
    return switch (output) {
      case Survey.Output.Invalid ignored -> null;
      case Survey.Output.Unasked ignored -> null;
      case Survey.Output.Columns ignored ->
          warehouse
              .on(spec.target().table().node())
              .reached(spec.transform().sql(), new RangeBinding(spec.range(), spec.zone()))
              .orElse(null);
    };
  }

  private SourceSurvey sources(BackfillSpec spec, Survey.Output output) {
    return switch (output) {
      case Survey.Output.Columns ignored -> new SourceSurveyor(warehouse).survey(spec);
      case Survey.Output.Invalid ignored -> new SourceSurveyor(warehouse).surveyUnread(spec);
      case Survey.Output.Unasked ignored -> new SourceSurveyor(warehouse).surveyUnread(spec);
    };
  }

  /** Nothing, and at no cost, where all of the range is recomputed in any case. */
  private Past past(BackfillSpec spec, SourceSurvey sources) {
    return switch (spec.scope().reprocess()) {
      case COMPLETED -> Past.NONE;
      case NONE, FAILED -> new Past(history(spec), SourceState.of(List.of()));
      case CHANGED -> {
        TargetHistory history = history(spec);
        yield new Past(history, now(spec, history, sources));
      }
    };
  }

  /** Of those sources that exist: which ones do not is found elsewhere. */
  private SourceState now(BackfillSpec spec, TargetHistory history, SourceSurvey sources) {
    List<SourceFence> fences =
        history.live().values().stream()
            .flatMap(provenance -> provenance.reads().stream())
            .map(Provenance.Read::fence)
            .distinct()
            .toList();
    return new SourceLook(warehouse)
        .now(warehouse.existing(spec.source().tables()), spec.zone(), fences, sources.doubted());
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
        table.columns().stream().map(SurveyRound::column).toList(),
        partitions,
        serverZone,
        table.definition(),
        table.sortingKey());
  }

  private Survey.Output output(BackfillSpec spec) {
    if (BackfillPlanner.refusesTexts(spec)) {
      return new Survey.Output.Unasked();
    }
    Lookout node = warehouse.on(spec.target().table().node());
    String sql = spec.transform().sql();
    RangeBinding binding = new RangeBinding(spec.range(), spec.zone());
    List<TableColumn> columns;
    try {
      columns =
          node.describeQuery(sql, binding, spec.taskSettings()).stream()
              .map(SurveyRound::column)
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
    } catch (HindcastException e) {
      if (e.code() == ErrorCode.SURVEY_TOO_LONG || e.code() == ErrorCode.QUERY_KILLED) {
        throw e;
      }
      // Otherwise the plan says that nobody knows.
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
    return new TableColumn(
        column.name(), column.type(), insertable, defaulted, column.expression());
  }
}
