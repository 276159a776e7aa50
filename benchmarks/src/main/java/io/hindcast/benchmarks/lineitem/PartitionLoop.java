package io.hindcast.benchmarks.lineitem;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What one writes by hand: one partition after the other through a temporary table. */
record PartitionLoop(LineitemTables tables, List<LocalDate> partitions) implements Contestant {
  private static final String TEMPORARY = "bench.shipments_loop";

  @Override
  public String name() {
    return "loop";
  }

  @Override
  public Aftermath run() {
    tables.create(TEMPORARY);
    for (LocalDate start : partitions) {
      LocalDate end = tables.grain().next(start);
      tables.insert(TEMPORARY, tables.derivation().sql(), start, end);
      tables
          .engine()
          .execute(
              "ALTER TABLE %s REPLACE PARTITION ID '%s' FROM %s"
                  .formatted(LineitemTables.TARGET, tables.grain().id(start), TEMPORARY));
      tables.engine().execute("TRUNCATE TABLE " + TEMPORARY);
    }
    return () -> {
      tables.drop(TEMPORARY);
      return Optional.empty();
    };
  }
}
