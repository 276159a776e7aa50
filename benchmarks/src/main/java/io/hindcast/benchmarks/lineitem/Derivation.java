package io.hindcast.benchmarks.lineitem;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is computed from the line items. */
enum Derivation {
  /** Sales of each part on each day: about as many rows as line items. */
  parts("day,returnflag,linestatus,shipmode,partkey"),
  /** Sales by ship mode on each day: a few rows from many. */
  modes("day,returnflag,linestatus,shipmode");

  private final String key;

  Derivation(String key) {
    this.key = key;
  }

  /** What makes a row unique; also how the table is sorted. */
  List<String> key() {
    return List.of(key.split(",", -1));
  }

  /** The derived table's columns, for CREATE TABLE. */
  String columns() {
    Stream<String> sums =
        Stream.of("lines UInt64", "quantity Decimal(38, 2)", "revenue Decimal(38, 4)");
    return Stream.concat(key().stream().map(Derivation::typed), sums)
        .collect(Collectors.joining(", "));
  }

  /** The statement whose result is to go live, for ship dates from {from:Date} to {to:Date}. */
  String sql() {
    return select("sum(extendedprice * (1 - discount))");
  }

  /** What the table had been filled by: discounts were forgotten. */
  String wrongSql() {
    return select("sum(extendedprice)");
  }

  private String select(String revenue) {
    String others = key().stream().skip(1).collect(Collectors.joining(", "));
    return """
    SELECT shipdate AS day, %s, count() AS lines, sum(quantity) AS quantity, %s AS revenue
    FROM bench.lineitem
    WHERE shipdate >= {from:Date} AND shipdate < {to:Date}
    GROUP BY day, %s\
    """
        .formatted(others, revenue, others);
  }

  private static String typed(String column) {
    return switch (column) {
      case "day" -> "day Date";
      case "partkey" -> "partkey Int64";
      default -> column + " LowCardinality(String)";
    };
  }
}
