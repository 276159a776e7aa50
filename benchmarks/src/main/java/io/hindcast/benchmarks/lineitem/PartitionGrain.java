package io.hindcast.benchmarks.lineitem;

import java.time.LocalDate;

/** How the derived table is partitioned. */
enum PartitionGrain {
  monthly("toYYYYMM(day)", "toStartOfMonth(shipdate)"),
  daily("day", "shipdate");

  private final String partitionKey;
  private final String startOf;

  PartitionGrain(String partitionKey, String startOf) {
    this.partitionKey = partitionKey;
    this.startOf = startOf;
  }

  /** The derived table's partition key. */
  String partitionKey() {
    return partitionKey;
  }

  /** SQL for the first day of the partition that a source row belongs to. */
  String startOf() {
    return startOf;
  }

  /** First day of the partition after the one that starts on the day. */
  LocalDate next(LocalDate start) {
    return this == monthly ? start.plusMonths(1) : start.plusDays(1);
  }

  /** The warehouse's id of the partition that starts on the day. */
  String id(LocalDate start) {
    String digits = start.toString().replace("-", "");
    return this == monthly ? digits.substring(0, "YYYYMM".length()) : digits;
  }
}
