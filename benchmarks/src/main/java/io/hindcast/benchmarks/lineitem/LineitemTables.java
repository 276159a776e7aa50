package io.hindcast.benchmarks.lineitem;

import io.hindcast.benchmarks.bed.Engine;
import io.hindcast.benchmarks.bed.Pause;
import io.trino.tpch.LineItemGenerator;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The source, and the derived table that is recomputed again and again. */
final class LineitemTables {
  static final String TARGET = "bench.shipments";

  /** All ship dates, in whole months. */
  static final LocalDate FROM = LocalDate.of(1992, 1, 1);

  static final LocalDate TO = LocalDate.of(1999, 1, 1);

  private static final Duration QUIET_MAX = Duration.ofMinutes(2);
  private static final String LINEITEM =
      """
      CREATE TABLE bench.lineitem (orderkey Int64, partkey Int64, suppkey Int64, linenumber Int32,
        quantity Decimal(12, 2), extendedprice Decimal(12, 2), discount Decimal(12, 2),
        tax Decimal(12, 2), returnflag LowCardinality(String), linestatus LowCardinality(String),
        shipdate Date, commitdate Date, receiptdate Date, shipinstruct LowCardinality(String),
        shipmode LowCardinality(String), comment String)
      ENGINE = MergeTree PARTITION BY toYYYYMM(shipdate) ORDER BY (shipdate, orderkey, linenumber)
      """;

  private final Engine engine;
  private final Derivation derivation;
  private final PartitionGrain grain;

  LineitemTables(Engine engine, Derivation derivation, PartitionGrain grain) {
    this.engine = engine;
    this.derivation = derivation;
    this.grain = grain;
  }

  Engine engine() {
    return engine;
  }

  Derivation derivation() {
    return derivation;
  }

  PartitionGrain grain() {
    return grain;
  }

  /** Generates the line items, and the table as the wrong statement had filled it. */
  void load(double scale) {
    engine.execute("CREATE DATABASE bench");
    engine.execute(LINEITEM);
    // Made before the connection: the engine closes one on which nothing comes for some seconds.
    LineItemBytes bytes = new LineItemBytes(new LineItemGenerator(scale, 1, 1).iterator());
    engine.insert("INSERT INTO bench.lineitem FORMAT RowBinary", () -> bytes);
    engine.execute("OPTIMIZE TABLE bench.lineitem FINAL");
    create("bench.shipments_wrong");
    insert("bench.shipments_wrong", derivation.wrongSql(), FROM, TO);
    awaitQuiet();
  }

  long lines() {
    return engine.number("SELECT count() FROM bench.lineitem");
  }

  /** First days of the partitions that have rows, oldest first. */
  List<LocalDate> partitions() {
    return engine
        .rows(
            "SELECT DISTINCT %s AS start FROM bench.lineitem ORDER BY start"
                .formatted(grain.startOf()))
        .stream()
        .map(LocalDate::parse)
        .toList();
  }

  /** Makes the target wrong again, and waits until the engine has nothing left to do. */
  void reset() {
    drop(TARGET);
    engine.execute("CREATE TABLE " + TARGET + " CLONE AS bench.shipments_wrong");
    awaitQuiet();
  }

  void create(String table) {
    engine.execute(
        "CREATE TABLE %s (%s) ENGINE = MergeTree PARTITION BY %s ORDER BY (%s)"
            .formatted(
                table,
                derivation.columns(),
                grain.partitionKey(),
                String.join(", ", derivation.key())));
  }

  void drop(String table) {
    engine.execute("DROP TABLE IF EXISTS " + table + " SYNC");
  }

  /** Fills the table by the statement over these days. */
  void insert(String table, String sql, LocalDate from, LocalDate to) {
    engine.execute(
        "INSERT INTO " + table + " " + sql,
        Map.of(
            "param_from", from.toString(),
            "param_to", to.toString(),
            "max_partitions_per_insert_block", "0"));
  }

  /** Rows and an order-independent checksum over all columns. */
  String checksum() {
    return engine.rows("SELECT count(), sum(cityHash64(*)) FROM " + TARGET).getFirst();
  }

  private void awaitQuiet() {
    Pause.until(QUIET_MAX, () -> engine.number("SELECT count() FROM system.merges") == 0);
  }
}
