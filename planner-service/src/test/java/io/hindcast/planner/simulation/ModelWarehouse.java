package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.check.PartitionRows;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.fence.SourceRead;
import io.hindcast.core.pace.LoadSample;
import io.hindcast.core.plan.CoarseBound;
import io.hindcast.core.plan.Conditions;
import io.hindcast.core.plan.Inquiry;
import io.hindcast.core.plan.Reached;
import io.hindcast.core.plan.SliceKeys;
import io.hindcast.core.plan.SliceProbe;
import io.hindcast.core.plan.Visibility;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.ViewGraph;
import io.hindcast.core.view.ViewRuns;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.PartitionStats;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.WarehouseInfo;
import io.hindcast.warehouse.testing.UnsupportedWarehouse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The warehouse as one planner process sees it. Anything can happen around each statement. */
class ModelWarehouse extends UnsupportedWarehouse {
  private static final List<ColumnDescription> COLUMNS =
      List.of(column("day", "Date"), column("n", "UInt64"));

  private final ModelServer server;
  private final Access access;

  ModelWarehouse(ModelServer server, Access access) {
    this.server = server;
    this.access = access;
  }

  /** How a process gets at the server. */
  interface Access {

    /** Time passes before a statement; may throw, then the statement has no effect yet. */
    void before(String what, Runnable statement);

    /** Time passes after a statement; may throw, then the statement has had its effect. */
    void after(String what);

    /** The process looks at the sources. */
    void looked();
  }

  private static ColumnDescription column(String name, String type) {
    return new ColumnDescription(name, type, ColumnDescription.Kind.ORDINARY);
  }

  private void change(String what, Runnable statement) {
    access.before(what, statement);
    statement.run();
    access.after(what);
  }

  private <T> T read(String what, Supplier<T> look) {
    access.before(what, () -> {});
    return look.get();
  }

  /** Nobody else is at work, and everything is allowed. */
  @Override
  public Conditions conditions(Inquiry inquiry) {
    return Conditions.NONE;
  }

  /** Everything is seen as it is, and lasts. */
  @Override
  public Visibility visibility(Collection<TableName> tables, String sql, RangeBinding binding) {
    return Visibility.FULL;
  }

  @Override
  public long freeDiskBytes(TableName table) {
    return info().freeDiskBytes();
  }

  @Override
  public WarehouseInfo info() {
    return new WarehouseInfo("26.7", ZoneOffset.UTC, 1L << 40, 1L << 41);
  }

  @Override
  public Optional<TableDescription> describe(TableName table) {
    boolean target = table.equals(ModelServer.TARGET);
    return read(
        "describe",
        () ->
            Optional.of(
                new TableDescription(
                    table,
                    new UUID(2, target ? 1 : 2),
                    "MergeTree",
                    true,
                    COLUMNS,
                    target ? server.partitionKey() : "toYYYYMM(day)",
                    "day",
                    0,
                    0)));
  }

  /** It cuts time as the planner expects. */
  @Override
  public SliceKeys sliceKeys(TableName table, SliceProbe probe) {
    return read(
        "sliceKeys",
        () ->
            new SliceKeys(
                probe.key().startsWith("toMonday") ? "Date" : "UInt32",
                probe.slices().stream()
                    .map(slice -> new SliceKeys.Ends(slice.id(), slice.value(), slice.value()))
                    .toList()));
  }

  @Override
  public List<PartitionStats> partitions(TableName table, ZoneId calendar) {
    return read(
        "partitions",
        () ->
            table.equals(ModelServer.TARGET)
                ? List.of()
                : List.of(
                    new PartitionStats(
                        ModelSource.PARTITION,
                        server.source.arrived(),
                        1,
                        1,
                        server.source.span())));
  }

  @Override
  public List<SourcePart> sourceParts(Collection<TableName> sources, ZoneId calendar) {
    return read(
        "sourceParts",
        () -> {
          access.looked();
          return server.source.parts();
        });
  }

  @Override
  public Optional<Reached> reached(String sql, RangeBinding binding) {
    return Optional.empty();
  }

  /** The statement filters by the days that the source's parts are of. */
  @Override
  public List<SourceRead> reads(
      String sql,
      RangeBinding binding,
      Map<String, String> settings,
      Collection<TableName> tables) {
    SourceRead.Window window = new SourceRead.Window("day", 0, binding.range(), true);
    return tables.stream()
        .map(table -> new SourceRead(table, List.of("day"), false, List.of(window)))
        .toList();
  }

  @Override
  public List<ColumnDescription> describeQuery(
      String sql, RangeBinding binding, Map<String, String> settings) {
    return COLUMNS;
  }

  @Override
  public List<CoarseBound> coarseBounds(
      String sql, RangeBinding binding, Map<String, String> settings) {
    return List.of();
  }

  @Override
  public ViewGraph views() {
    return ViewGraph.NONE;
  }

  @Override
  public Set<TableName> existing(Collection<TableName> tables) {
    return tables.stream().filter(server.tables::containsKey).collect(Collectors.toSet());
  }

  @Override
  public Optional<List<ViewRuns>> viewRuns(Collection<TableName> views, Instant since) {
    return Optional.empty();
  }

  @Override
  public void createLike(TableName table, TableName like) {
    change(
        "create " + table.table(),
        () -> {
          server.table(like);
          server.create(table);
        });
  }

  @Override
  public List<PartitionRows> rowsExcept(
      TableName table, Collection<String> partitionIds, String condition, String column) {
    return List.of();
  }

  @Override
  public List<TableName> tablesWithPrefix(String database, String prefix) {
    return read(
        "list",
        () ->
            server.tables.keySet().stream()
                .filter(name -> name.database().equals(database) && name.table().startsWith(prefix))
                .toList());
  }

  @Override
  public void drop(WorkingTable own) {
    TableName table = own.name();
    change("drop " + table.table(), () -> server.tables.remove(table));
  }

  @Override
  public void promote(TableName staging, TableName into, List<String> partitionIds) {
    for (String id : partitionIds) {
      change("promote %s of %s".formatted(id, staging.table()), () -> replace(staging, into, id));
    }
  }

  @Override
  public void assemble(
      WorkingTable own, List<TableName> staging, TableName into, List<String> partitionIds) {
    TableName assembly = own.name();
    for (TableName table : staging) {
      read("look at " + table.table(), () -> server.table(table));
    }
    change("create " + assembly.table(), () -> createNew(assembly));
    for (TableName table : staging) {
      for (String id : partitionIds) {
        change("attach %s of %s".formatted(id, table.table()), () -> attach(table, assembly, id));
      }
    }
    promote(assembly, into, partitionIds);
    drop(own);
  }

  private void createNew(TableName table) {
    if (server.tables.containsKey(table)) {
      throw new HindcastException(ErrorCode.ILLEGAL_STATE, table + " exists");
    }
    server.create(table);
  }

  private void attach(TableName staging, TableName into, String id) {
    List<ModelServer.Cell> cells = server.table(staging).in(id);
    if (!cells.isEmpty()) {
      server.table(into).add(id, cells);
    }
  }

  private void replace(TableName staging, TableName into, String id) {
    List<ModelServer.Cell> cells = server.table(staging).in(id);
    ModelServer.Table target = server.table(into);
    target.partitions().remove(id);
    if (!cells.isEmpty()) {
      target.add(id, cells);
    }
  }

  @Override
  public Optional<UUID> storageOf(TableName table) {
    return read(
        "storage", () -> Optional.ofNullable(server.tables.get(table)).map(ModelServer.Table::id));
  }

  @Override
  public void rename(WorkingTable own, WorkingTable other) {
    TableName from = own.name();
    TableName to = other.name();
    change(
        "rename " + from.table(),
        () -> {
          ModelServer.Table table = server.table(from);
          if (server.tables.containsKey(to)) {
            throw new HindcastException(ErrorCode.ILLEGAL_STATE, to + " exists");
          }
          server.tables.remove(from);
          server.tables.put(to, table);
        });
  }

  @Override
  public Optional<Report> usage(String queryIdPrefix, Instant since) {
    return read("usage", () -> Optional.of(server.usage(queryIdPrefix, since)));
  }

  @Override
  public LoadSample load(Duration back, Collection<TableName> of) {
    return read(
        "load",
        () ->
            new LoadSample(
                Optional.empty(),
                OptionalLong.of(server.others),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Map.of()));
  }

  @Override
  public int killQueries(String queryIdPrefix) {
    int[] killed = {0};
    change("kill " + queryIdPrefix, () -> killed[0] = server.kill(queryIdPrefix));
    return killed[0];
  }

  @Override
  public int runningQueries(String queryIdPrefix) {
    return read("count queries", () -> server.running(queryIdPrefix));
  }

  @Override
  public void close() {}
}
