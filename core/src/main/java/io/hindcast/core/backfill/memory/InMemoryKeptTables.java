package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.KeptTables;
import io.hindcast.core.backfill.memory.Belongings.KeptRow;
import io.hindcast.core.table.TableName;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What one backfill's swaps have left behind. */
final class InMemoryKeptTables implements KeptTables {
  private final Tables tables;
  private final UUID id;
  private final Rows<TableName, KeptRow> rows;

  InMemoryKeptTables(Tables tables, UUID id) {
    this.tables = tables;
    this.id = id;
    this.rows = tables.of(id).kept;
  }

  @Override
  public void keep(UUID swapId, Collection<TableName> kept, Instant at) {
    kept.forEach(table -> rows.add(table, new KeptRow(swapId, at, null)));
  }

  @Override
  public Optional<Instant> lastSwapAt() {
    return rows.values().stream().map(KeptRow::at).max(Comparator.naturalOrder());
  }

  @Override
  public List<TableName> present() {
    return rows.entries().stream()
        .filter(entry -> entry.getValue().droppedAt() == null)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<TableName> superseded(Collection<UUID> live) {
    return rows.entries().stream()
        .filter(entry -> entry.getValue().droppedAt() == null)
        .filter(entry -> !live.contains(entry.getValue().swapId()))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public void release(Instant at) {
    tables.requireLocked(id);
    tables.released.add(id, at);
  }

  @Override
  public boolean released() {
    return tables.released.has(id);
  }

  @Override
  public void dropped(TableName table, Instant at) {
    rows.find(table).ifPresent(row -> rows.put(table, new KeptRow(row.swapId(), row.at(), at)));
  }
}
