package io.hindcast.systemtests.property;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables and a statement, drawn under a seed.
 *
 * @param database of both tables, and the spec's name
 * @param shape what the statement does
 * @param time type of the source's time column {@code ts}
 * @param sourcePartition partition key of the source
 * @param view whether the statement reads the source through a view
 * @param lightweight whether both tables take lightweight updates
 * @param target the target's engine and keys
 * @param from first day of the range
 * @param to day after the range
 * @param extra the column that is converted
 */
record World(
    String database,
    Shape shape,
    String time,
    String sourcePartition,
    boolean view,
    boolean lightweight,
    Target target,
    String from,
    String to,
    Extra extra) {

  static final int ROWS = 2730;
  private static final int DAYS = 91;

  /** What the statement does. */
  enum Shape {
    /** Keeps rows one by one. */
    ROWS,
    /** Sums up each day. */
    DAYS,
    /** Keeps a row of each day for each key, of which the engine keeps the last. */
    LAST
  }

  /**
   * @param engine such as MergeTree
   * @param partition its partition key
   * @param order its sorting key
   */
  record Target(String engine, String partition, String order) {}

  static World draw(String database, Draw draw) {
    Shape shape = draw.of(Shape.ROWS, Shape.ROWS, Shape.ROWS, Shape.DAYS, Shape.LAST);
    String time = shape == Shape.LAST ? "Date" : draw.of("Date", "DateTime", "DateTime64(3)");
    String partition = partition(shape, draw);
    List<String> range = range(partition, draw);
    return new World(
        database,
        shape,
        time,
        sourcePartition(time, draw),
        draw.chance(15),
        draw.chance(50),
        target(shape, partition, draw),
        range.get(0),
        range.get(1),
        shape == Shape.ROWS ? Extra.draw(draw) : Extra.PLAIN);
  }

  private static String partition(Shape shape, Draw draw) {
    return switch (shape) {
      case ROWS -> draw.of("toYYYYMM(ts)", "toDate(ts)", "toMonday(ts)", "(toYYYYMM(ts), tenant)");
      case DAYS -> draw.of("toYYYYMM(ts)", "ts", "(toYYYYMM(ts), tenant)");
      case LAST -> "toYYYYMM(ts)";
    };
  }

  private static List<String> range(String partition, Draw draw) {
    if (partition.contains("Monday")) {
      return List.of("2024-02-05", "2024-02-26");
    }
    return partition.contains("YYYYMM")
        ? draw.of(List.of("2024-02-01", "2024-03-01"), List.of("2024-01-01", "2024-04-01"))
        : List.of("2024-02-10", "2024-02-16");
  }

  private static String sourcePartition(String time, Draw draw) {
    return time.equals("Date")
        ? draw.of("toYYYYMM(ts)", "toYYYYMM(ts)", "toYYYYMM(loaded)", "tuple()", "id % 4")
        : draw.of(
            "toYYYYMM(ts)",
            "toDate(ts)",
            "toYYYYMM(loaded)",
            "tuple()",
            "id % 4",
            "toYYYYMM(ts, 'America/New_York')");
  }

  private static Target target(Shape shape, String partition, Draw draw) {
    return switch (shape) {
      case ROWS ->
          new Target(draw.of("MergeTree", "MergeTree", "ReplacingMergeTree"), partition, "id");
      case DAYS -> new Target(draw.of("MergeTree", "SummingMergeTree"), partition, "(ts, tenant)");
      case LAST -> new Target("ReplacingMergeTree", partition, "id");
    };
  }

  /** Statements that make the source and the target; the target is wrong, and whole. */
  List<String> create() {
    String settings =
        lightweight
            ? " SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1"
            : "";
    return List.of(
        "DROP DATABASE IF EXISTS %s SYNC".formatted(database),
        "CREATE DATABASE " + database,
        "CREATE TABLE %s.src (ts %s, loaded DateTime, id UInt64, tenant UInt8, v UInt32, x %s) ENGINE = MergeTree PARTITION BY %s ORDER BY (ts, id)%s"
            .formatted(database, time, extra.yields(), sourcePartition, settings),
        "CREATE VIEW %1$s.src_view AS SELECT * FROM %1$s.src".formatted(database),
        sourceRows("number", ROWS, "toDateTime(ts) + 86400"),
        "CREATE TABLE %s.tgt (%s) ENGINE = %s PARTITION BY %s ORDER BY %s%s"
            .formatted(
                database, columns(), target.engine(), target.partition(), target.order(), settings),
        "INSERT INTO %s.tgt (%s) %s SETTINGS max_partitions_per_insert_block = 0"
            .formatted(database, names(), wrong()));
  }

  /** Rows of the source with ids from an expression over {@code number}, at all times. */
  String sourceRows(String id, int rows, String loaded) {
    String day = "toDate('2024-01-01') + number % " + DAYS;
    String ts =
        switch (time) {
          case "Date" -> day;
          default -> "toDateTime(%s) + (number * 7919) %% 86400".formatted(day);
        };
    return "INSERT INTO %s.src SELECT %s AS ts, %s, %s, number %% 3, number %% 100 + 1, %s FROM numbers(%d) SETTINGS max_partitions_per_insert_block = 0"
        .formatted(database, ts, loaded, id, extra.value(), rows);
  }

  private String columns() {
    return switch (shape) {
      case ROWS -> "ts %s, id UInt64, tenant UInt8, v UInt64, x %s".formatted(time, extra.stores());
      case DAYS -> "ts Date, tenant UInt8, n UInt64, v UInt64";
      case LAST -> "ts Date, id UInt64, v UInt64";
    };
  }

  /** The target's columns. */
  String names() {
    return switch (shape) {
      case ROWS -> "ts, id, tenant, v, x";
      case DAYS -> "ts, tenant, n, v";
      case LAST -> "ts, id, v";
    };
  }

  /** What makes a row of the target unique. */
  String key() {
    return shape == Shape.DAYS ? "ts, tenant" : "id";
  }

  /** The statement of the spec. */
  String statement() {
    String rows = view ? "src_view" : "src";
    String type = shape == Shape.LAST ? "Date" : time;
    return select(rows, 2)
        .replace("{range}", "ts >= {from:%1$s} AND ts < {to:%1$s}".formatted(type));
  }

  /** What readers have to see of the range once it is recomputed. */
  String recomputed() {
    String range = "ts >= %s AND ts < %s".formatted(instant(from, time), instant(to, time));
    return seen("SELECT * FROM (%s)".formatted(select("src", 2).replace("{range}", range)));
  }

  private String wrong() {
    String select = select("src", 1).replace("{range}", "1");
    return extra.convertible()
        ? select
        : "SELECT ts, id, tenant, v, defaultValueOfTypeName('%s') AS x FROM (%s)"
            .formatted(extra.stores().replaceAll(" DEFAULT.*", ""), select);
  }

  private String select(String from, int factor) {
    return switch (shape) {
      case ROWS ->
          "SELECT ts, id, tenant, toUInt64(v * %d) AS v, x FROM %s.%s WHERE {range}"
              .formatted(factor, database, from);
      case DAYS ->
          "SELECT toDate(ts) AS ts, tenant, count() AS n, toUInt64(sum(v) * %d) AS v FROM (SELECT * FROM %s.%s WHERE {range}) GROUP BY ts, tenant"
              .formatted(factor, database, from);
      case LAST ->
          "SELECT ts, id %% 50 AS id, toUInt64(dateDiff('day', toDate('2023-01-01'), ts) * %d) AS v FROM %s.%s WHERE {range} ORDER BY ts"
              .formatted(factor, database, from);
    };
  }

  /** A condition that picks the target's rows of the range. */
  String inRange() {
    String column = "ts";
    String type = shape == Shape.ROWS ? time : "Date";
    return "%1$s >= %2$s AND %1$s < %3$s".formatted(column, instant(from, type), instant(to, type));
  }

  private static String instant(String day, String type) {
    return type.equals("Date")
        ? "toDate('%s')".formatted(day)
        : "CAST('%s 00:00:00', '%s')".formatted(day, type);
  }

  /**
   * The rows of a relation as readers see them: of an engine that keeps the last row of a key, that
   * one.
   */
  private String seen(String relation) {
    return shape == Shape.LAST
        ? "SELECT * FROM (%s) ORDER BY ts DESC LIMIT 1 BY toYYYYMM(ts), id".formatted(relation)
        : relation;
  }

  /** What the target holds for its readers. */
  String found() {
    String last =
        target.engine().equals("MergeTree")
            ? ""
            : " FINAL SETTINGS do_not_merge_across_partitions_select_final = 1";
    return "SELECT %s FROM %s.tgt%s".formatted(names(), database, last);
  }

  /** A hash of one row of the target. */
  String hash() {
    String values =
        Stream.of(names().split(", ", -1))
            .map(name -> "toString(%s)".formatted(name))
            .collect(Collectors.joining(", "));
    return "cityHash64(%s)".formatted(values);
  }

  /** The spec with these lines in it. */
  String spec(Options options) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: %1$s, owner: property}
    spec:
      target: {table: %1$s.tgt, key: [%2$s]}
      source: {tables: [%1$s.src]}
      transform:
        version: "%3$s"
        grain: 1d
        vanishedKeys: %8$s
        sql: |
          %4$s
      range: {from: %5$s, to: %6$s}
    %7$s\
    """
        .formatted(
            database,
            key(),
            options.version(),
            statement(),
            from,
            to,
            options.lines(),
            options.vanishing() ? "allow" : "fail");
  }
}
