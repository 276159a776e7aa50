package io.hindcast.relay.outbox;

import io.hindcast.control.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the database says about outbox tables and the slot. */
final class OutboxTables {
  private static final String TABLES =
      """
      SELECT schemaname FROM pg_tables WHERE tablename = 'outbox' AND schemaname = ANY (?)
      """;
  private static final String ACTIVE =
      "SELECT active FROM pg_replication_slots WHERE slot_name = ?";
  private static final String LAG =
      """
      SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint AS lag
      FROM pg_replication_slots WHERE slot_name = ?
      """;

  private final Database database;
  private final OutboxConfig config;

  OutboxTables(Database database, OutboxConfig config) {
    this.database = database;
    this.config = config;
  }

  /** Schemas whose service has not created its outbox yet. */
  List<String> missing() {
    List<String> found =
        database.readOnly(
            tx -> tx.query(TABLES, row -> row.string("schemaname"), config.schemas()));
    return config.schemas().stream().filter(schema -> !found.contains(schema)).toList();
  }

  /** Whether somebody reads from the slot now. */
  boolean slotTaken() {
    return database
        .readOnly(tx -> tx.first(ACTIVE, row -> row.flag("active"), config.slot()))
        .orElse(false);
  }

  /** Bytes of log that wait for confirmation; empty while there is no slot. */
  OptionalLong lagBytes() {
    Optional<Long> lag =
        database
            .readOnly(tx -> tx.first(LAG, row -> row.optionalNumber("lag"), config.slot()))
            .flatMap(found -> found);
    return lag.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }
}
