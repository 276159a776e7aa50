package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.KeySet;
import io.hindcast.warehouse.SwapSurface;
import io.hindcast.warehouse.TablePart;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The steps of a swap as single statements. */
final class ClickHouseSwapSurface implements SwapSurface {
  private static final String STORAGE =
      """
      SELECT toString(uuid) AS id FROM system.tables
      WHERE database = {database:String} AND name = {table:String}
      """;

  private static final String MERGES =
      """
      SELECT count() AS merges FROM system.merges
      WHERE database = {database:String} AND table = {table:String}
      """;

  private final JdbcSession session;
  private final ClickHouseWorkingTables tables;
  private final PartitionChange partitions;
  private final PartCatalog parts;
  private final RowCarrier carrier;
  private final RunningInserts inserts;
  private final KeyedRows keyed;

  ClickHouseSwapSurface(
      JdbcSession session,
      ClickHouseWorkingTables tables,
      PartitionChange partitions,
      PartCatalog parts,
      RowCarrier carrier,
      KeyedRows keyed) {
    this.session = session;
    this.tables = tables;
    this.partitions = partitions;
    this.parts = parts;
    this.carrier = carrier;
    this.keyed = keyed;
    this.inserts = new RunningInserts(session);
  }

  @Override
  public Optional<UUID> storageOf(TableName table) {
    return session
        .query(
            "Looking for the storage of " + table,
            TableFilter.one(STORAGE, table),
            row -> UUID.fromString(row.getString("id")))
        .stream()
        .findFirst();
  }

  @Override
  public void rename(WorkingTable from, WorkingTable to) {
    session.execute(
        "Renaming %s to %s".formatted(from, to),
        Command.of(
            "RENAME TABLE %s TO %s".formatted(SqlName.of(from.name()), SqlName.of(to.name()))));
  }

  @Override
  public void exchange(TableName live, WorkingTable own) {
    session.execute(
        "Exchanging %s with %s".formatted(live, own),
        Command.of(
            "EXCHANGE TABLES %s AND %s".formatted(SqlName.of(live), SqlName.of(own.name()))));
  }

  @Override
  public void stopMerges(TableName table) {
    session.execute(
        "Stopping merges of " + table, Command.of("SYSTEM STOP MERGES " + SqlName.of(table)));
  }

  @Override
  public void startMerges(TableName table) {
    session.execute(
        "Starting merges of " + table, Command.of("SYSTEM START MERGES " + SqlName.of(table)));
  }

  @Override
  public void still(TableName table) {
    session.execute(
        "Keeping %s as it is".formatted(table),
        Command.of(
            "ALTER TABLE %s MODIFY SETTING %s"
                .formatted(SqlName.of(table), ClickHouseWorkingTables.STILL)));
  }

  @Override
  public boolean hasPendingUpdates(TableName table) {
    return parts.hasPendingUpdates(table);
  }

  @Override
  public void applyUpdates(TableName table) {
    session.execute(
        "Applying updates of " + table,
        Command.of("ALTER TABLE %s APPLY PATCHES".formatted(SqlName.of(table)))
            .with("mutations_sync", "0"));
  }

  @Override
  public int runningMerges(TableName table) {
    return session
        .query(
            "Counting merges of " + table,
            TableFilter.one(MERGES, table),
            row -> row.getInt("merges"))
        .getFirst();
  }

  @Override
  public List<TablePart> parts(TableName table, Collection<String> partitionIds) {
    List<PartCatalog.SizedPart> found =
        partitionIds.isEmpty() ? parts.active(table) : parts.active(table, partitionIds);
    return found.stream().map(PartCatalog.SizedPart::part).toList();
  }

  @Override
  public void dropPartitions(WorkingTable table, Collection<String> partitionIds) {
    partitions.apply(
        "Dropping partitions of " + table,
        table.name(),
        partitionIds.stream().map(PartitionChange.Clause::drop).toList());
  }

  @Override
  public List<String> runningInserts(TableName table) {
    return inserts.into(table);
  }

  @Override
  public List<String> stillRunning(Collection<String> queryIds) {
    return inserts.stillRunning(queryIds);
  }

  @Override
  public long copyParts(TableName from, Collection<String> partNames, WorkingTable into) {
    return carrier.copyParts(from, partNames, into);
  }

  @Override
  public long copyBeyond(
      TableName from,
      Collection<String> partitionIds,
      Collection<TableName> bases,
      WorkingTable into) {
    return carrier.copyBeyond(from, partitionIds, bases, into);
  }

  @Override
  public boolean keysAreUnique(TableName table, List<String> key) {
    return keyed.areUnique(table, key);
  }

  @Override
  public Map<String, Long> withhold(WorkingTable copies, KeySet keys) {
    return keyed.withhold(copies.name(), keys);
  }

  @Override
  public void moveAll(WorkingTable own, TableName into) {
    TableName from = own.name();
    partitions.apply(
        "Moving %s into %s".formatted(from, into),
        from,
        tables.partitionsOf(from).stream()
            .sorted()
            .map(id -> PartitionChange.Clause.move(id, into))
            .toList());
  }
}
