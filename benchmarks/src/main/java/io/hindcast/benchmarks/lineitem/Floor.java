package io.hindcast.benchmarks.lineitem;

import java.util.Optional;

/** The bare engine: everything in one statement into an empty table, which then takes over. */
record Floor(LineitemTables tables) implements Contestant {
  private static final String NEW = "bench.shipments_new";

  @Override
  public String name() {
    return "floor";
  }

  @Override
  public Aftermath run() {
    tables.create(NEW);
    tables.insert(NEW, tables.derivation().sql(), LineitemTables.FROM, LineitemTables.TO);
    tables.engine().execute("EXCHANGE TABLES " + NEW + " AND " + LineitemTables.TARGET);
    return () -> {
      tables.drop(NEW);
      return Optional.empty();
    };
  }
}
