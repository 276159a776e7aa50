package io.hindcast.benchmarks.swap;

import io.hindcast.benchmarks.bed.Engine;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.PartitionContent;
import io.hindcast.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A table of partitions {@code 0 … n-1}, of which the first half is recomputed. */
record SwapTables(Engine engine, Warehouse warehouse, int partitions, int rowsPerPartition) {
  static final TableName LIVE = new TableName("bench", "live");

  void create() {
    engine.execute("CREATE DATABASE IF NOT EXISTS bench");
    engine.execute("DROP TABLE IF EXISTS %s SYNC".formatted(LIVE));
    engine.execute(
        "CREATE TABLE %s (p UInt32, id UInt64, v UInt64) ENGINE = MergeTree PARTITION BY p ORDER BY id"
            .formatted(LIVE));
    fill(LIVE, partitions, 1);
  }

  int touched() {
    return partitions / 2;
  }

  /** A shadow for the backfill, computed; answers what is in it. */
  List<PartitionContent> compute(UUID backfillId) {
    TableName shadow = table(backfillId, "g0_shadow");
    warehouse.createLike(shadow, LIVE);
    fill(shadow, touched(), 2);
    List<String> ids = IntStream.range(0, touched()).mapToObj(Integer::toString).toList();
    Map<String, PartitionContent> contents = warehouse.contents(shadow, ids);
    return ids.stream().map(contents::get).toList();
  }

  /** Drops what is kept for the backfill. */
  void release(UUID backfillId) {
    warehouse
        .tablesWithPrefix("hindcast", table(backfillId, "").table())
        .forEach(table -> warehouse.drop(warehouse.own(table)));
  }

  static TableName table(UUID backfillId, String name) {
    return new TableName("hindcast", new BackfillNames(backfillId, "hindcast").prefix() + name);
  }

  private void fill(TableName table, int count, int version) {
    engine.execute(
        """
        INSERT INTO %1$s SELECT intDiv(number, %2$d) AS p, number, cityHash64(number, %3$d)
        FROM numbers(%4$d) SETTINGS max_partitions_per_insert_block = 0
        """
            .formatted(table, rowsPerPartition, version, (long) count * rowsPerPartition));
  }
}
