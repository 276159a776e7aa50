package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.fence.SourceRead;
import io.hindcast.core.fence.SourceTally;
import io.hindcast.core.plan.CoarseBound;
import io.hindcast.core.plan.Conditions;
import io.hindcast.core.plan.Inquiry;
import io.hindcast.core.plan.KeyColumn;
import io.hindcast.core.plan.Reached;
import io.hindcast.core.plan.SliceKeys;
import io.hindcast.core.plan.SliceProbe;
import io.hindcast.core.plan.SourceTable;
import io.hindcast.core.plan.Visibility;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.core.view.ViewGraph;
import io.hindcast.core.view.ViewRuns;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.PartitionKeys;
import io.hindcast.warehouse.PartitionStats;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.TableInspector;
import io.hindcast.warehouse.WarehouseInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Answers from the system tables and from the query analyser. */
final class ClickHouseInspector implements TableInspector {
  private static final String INFO =
      """
      SELECT version() AS version, serverTimezone() AS zone,
        (SELECT sum(unreserved_space) FROM system.disks WHERE name = 'default') AS free,
        (SELECT sum(total_space) FROM system.disks WHERE name = 'default') AS total
      """;

  private static final String TABLE =
      """
      SELECT toString(t.uuid) AS id, t.engine AS engine, d.engine AS database_engine,
        t.partition_key AS partition_key, t.sorting_key AS sorting_key,
        ifNull(t.total_rows, 0) AS rows, ifNull(t.total_bytes, 0) AS bytes,
        match(t.engine_full, '\\\\sTTL\\\\s') AS expires, t.engine_full AS definition
      FROM system.tables AS t
      INNER JOIN system.databases AS d ON d.name = t.database
      WHERE t.database = {database:String} AND t.name = {table:String}
      """;

  private static final String FREE_DISK =
      """
      SELECT sum(unreserved_space) AS free FROM system.disks WHERE name IN (
        SELECT arrayJoin(disks) FROM system.storage_policies WHERE policy_name IN (
          SELECT if(storage_policy = '', 'default', storage_policy) FROM system.tables
          WHERE database = {database:String} AND name = {table:String}))
      """;

  private static final List<String> ATOMIC = List.of("Atomic", "Replicated", "Shared");

  private final JdbcSession session;
  private final JdbcSession reading;
  private final ColumnReader columns;
  private final PartInspector parts;
  private final ViewInspector views;
  private final KeyInspector keys;
  private final ActivityInspector activities;
  private final GrantInspector grants;
  private final SettingInspector settings;
  private final BoundInspector bounds;
  private final ReadInspector reads;
  private final ReachInspector reachedBy;
  private final SourceCounter counter;
  private final VisibilityInspector visibility;

  /**
   * @param session for metadata
   * @param reading for what depends on users' data and queries
   */
  ClickHouseInspector(JdbcSession session, JdbcSession reading, ColumnReader columns) {
    this.session = session;
    this.reading = reading;
    this.columns = columns;
    this.parts = new PartInspector(session);
    this.views = new ViewInspector(session);
    this.keys = new KeyInspector(reading, columns);
    this.activities = new ActivityInspector(session);
    this.grants = new GrantInspector(session);
    this.settings = new SettingInspector(session);
    this.bounds = new BoundInspector(reading);
    this.reads = new ReadInspector(reading);
    this.reachedBy = new ReachInspector(reading);
    this.counter = new SourceCounter(reading, columns);
    this.visibility = new VisibilityInspector(reading, columns);
  }

  @Override
  public WarehouseInfo info() {
    return session
        .query(
            "Asking ClickHouse who it is",
            Command.of(INFO),
            row ->
                new WarehouseInfo(
                    row.getString("version"),
                    ZoneId.of(row.getString("zone")),
                    row.getLong("free"),
                    row.getLong("total")))
        .getFirst();
  }

  @Override
  public Optional<TableDescription> describe(TableName table) {
    return session
        .query("Describing " + table, TableFilter.one(TABLE, table), row -> header(table, row))
        .stream()
        .findFirst()
        .map(header -> header.with(columns.of(table)));
  }

  @Override
  public List<PartitionStats> partitions(TableName table, ZoneId calendar) {
    return parts.partitions(table, calendar);
  }

  @Override
  public List<SourcePart> sourceParts(Collection<TableName> sources, ZoneId calendar) {
    return parts.sourceParts(sources, calendar);
  }

  @Override
  public Optional<Reached> reached(String sql, RangeBinding binding) {
    return reachedBy.reached(sql, binding);
  }

  @Override
  public List<SourceRead> reads(
      String sql,
      RangeBinding binding,
      Map<String, String> settings,
      Collection<TableName> tables) {
    return reads.reads(sql, binding, settings, tables);
  }

  @Override
  public List<SourceTally.Cell> count(
      SourceTally.Count count, List<TimeRange> ranges, ZoneId calendar) {
    return counter.cells(count, ranges, calendar);
  }

  @Override
  public List<SourceTable.Slice> slices(SourceTally.Count count, TimeRange range, ZoneId calendar) {
    return counter.slices(count, range, calendar);
  }

  @Override
  public List<ColumnDescription> describeQuery(
      String sql, RangeBinding binding, Map<String, String> settings) {
    try {
      return describe(sql, binding, settings);
    } catch (HindcastException e) {
      boolean unknown =
          e.getCause() instanceof EngineFailure failure
              && failure.code() == ErrorCodes.UNKNOWN_SETTING;
      if (!unknown || settings.isEmpty()) {
        throw e;
      }
      return describe(sql, binding, Map.of()); // Which one it is, the conditions say.
    }
  }

  private List<ColumnDescription> describe(
      String sql, RangeBinding binding, Map<String, String> settings) {
    return reading.query(
        "Describing the query",
        ErrorCode.TRANSFORM_FAILED,
        UserSql.within("DESCRIBE TABLE (", sql, ")", binding)
            .withAll(InsertSettings.describing(settings)),
        row ->
            new ColumnDescription(
                row.getString("name"), row.getString("type"), ColumnDescription.Kind.ORDINARY));
  }

  @Override
  public List<CoarseBound> coarseBounds(
      String sql, RangeBinding binding, Map<String, String> settings) {
    return bounds.coarse(sql, binding, settings);
  }

  @Override
  public PartitionKeys partitionKeys(TableName table, List<String> expressions) {
    return keys.partitionKeys(table, expressions);
  }

  @Override
  public SliceKeys sliceKeys(TableName table, SliceProbe probe) {
    return keys.sliceKeys(table, probe);
  }

  @Override
  public List<String> partitionIds(List<String> types, List<List<String>> values) {
    return keys.partitionIds(types, values);
  }

  @Override
  public List<List<String>> keyValues(
      TableName table, KeyColumn column, AffectedKeys affected, RangeBinding binding) {
    return keys.keyValues(table, column, affected, binding);
  }

  @Override
  public ViewGraph views() {
    return views.graph();
  }

  @Override
  public Conditions conditions(Inquiry inquiry) {
    return new Conditions(
        activities.of(inquiry.tables()),
        grants.missing(inquiry.needed()),
        settings.states(inquiry.settings()),
        settings.memory());
  }

  @Override
  public Visibility visibility(Collection<TableName> tables, String sql, RangeBinding binding) {
    return visibility.of(tables, sql, binding);
  }

  @Override
  public long freeDiskBytes(TableName table) {
    return session
        .query(
            "Asking for the free disk of " + table,
            TableFilter.one(FREE_DISK, table),
            row -> row.getLong("free"))
        .getFirst();
  }

  @Override
  public Set<TableName> existing(Collection<TableName> tables) {
    return KnownTables.among(session, tables);
  }

  @Override
  public Optional<List<ViewRuns>> viewRuns(Collection<TableName> names, Instant since) {
    return views.runs(names, since);
  }

  private static Header header(TableName table, ResultSet row) throws SQLException {
    return new Header(
        new TableDescription(
            table,
            UUID.fromString(row.getString("id")),
            row.getString("engine"),
            ATOMIC.contains(row.getString("database_engine")),
            List.of(),
            row.getString("partition_key"),
            row.getString("sorting_key"),
            row.getLong("rows"),
            row.getLong("bytes"),
            row.getBoolean("expires"),
            row.getString("definition")));
  }

  private record Header(TableDescription table) {
    TableDescription with(List<ColumnDescription> columns) {
      return new TableDescription(
          table.name(),
          table.uuid(),
          table.engine(),
          table.atomicDatabase(),
          columns,
          table.partitionKey(),
          table.sortingKey(),
          table.rows(),
          table.bytes(),
          table.expires(),
          table.definition());
    }
  }
}
