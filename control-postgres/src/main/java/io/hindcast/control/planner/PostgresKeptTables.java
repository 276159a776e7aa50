package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.backfill.KeptTables;
import io.hindcast.core.table.TableName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One backfill's rows of the table kept_table. */
final class PostgresKeptTables implements KeptTables {
  private static final String KEEP =
      """
      INSERT INTO kept_table (backfill_id, table_database, table_name, swap_id, kept_at)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (backfill_id, table_database, table_name) DO NOTHING
      """;
  private static final String LAST =
      "SELECT max(kept_at) AS at FROM kept_table WHERE backfill_id = ?";
  private static final String PRESENT =
      """
      SELECT table_database, table_name FROM kept_table
      WHERE backfill_id = ? AND dropped_at IS NULL ORDER BY table_database, table_name
      """;
  private static final String SUPERSEDED =
      """
      SELECT table_database, table_name FROM kept_table
      WHERE backfill_id = ? AND dropped_at IS NULL AND swap_id::text <> ALL (?::text[])
      ORDER BY table_database, table_name
      """;
  private static final String RELEASE =
      "UPDATE backfill SET released_at = COALESCE(released_at, ?) WHERE id = ?";
  private static final String RELEASED =
      "SELECT released_at IS NOT NULL AS it FROM backfill WHERE id = ?";
  private static final String DROPPED =
      """
      UPDATE kept_table SET dropped_at = ?
      WHERE backfill_id = ? AND table_database = ? AND table_name = ?
      """;

  private final Transaction tx;
  private final UUID id;

  PostgresKeptTables(Transaction tx, UUID id) {
    this.tx = tx;
    this.id = id;
  }

  @Override
  public void keep(UUID swapId, Collection<TableName> tables, Instant at) {
    tx.batch(
        KEEP,
        tables.stream()
            .map(table -> List.<Object>of(id, table.place(), table.table(), swapId, at))
            .toList());
  }

  @Override
  public Optional<Instant> lastSwapAt() {
    return tx.query(LAST, row -> row.optionalInstant("at"), id).stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public List<TableName> present() {
    return tx.query(PRESENT, PostgresKeptTables::table, id);
  }

  @Override
  public List<TableName> superseded(Collection<UUID> live) {
    List<String> texts = live.stream().map(UUID::toString).toList();
    return tx.query(SUPERSEDED, PostgresKeptTables::table, id, texts);
  }

  private static TableName table(Row row) {
    return TableName.in(row.string("table_database"), row.string("table_name"));
  }

  @Override
  public void release(Instant at) {
    tx.update(RELEASE, at, id);
  }

  @Override
  public boolean released() {
    return tx.first(RELEASED, row -> row.flag("it"), id).orElse(false);
  }

  @Override
  public void dropped(TableName table, Instant at) {
    tx.update(DROPPED, at, id, table.place(), table.table());
  }
}
