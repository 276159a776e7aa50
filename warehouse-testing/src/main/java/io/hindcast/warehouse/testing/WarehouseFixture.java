package io.hindcast.warehouse.testing;

import io.hindcast.core.backfill.WorkingId;
import io.hindcast.core.backfill.WorkingName;
import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of a contract need: the warehouse, and a way around it. */
interface WarehouseFixture {
  String EVENTS = "day Date, id UInt32, name LowCardinality(String), amount Nullable(Float64)";

  /** The warehouse under test. */
  Warehouse warehouse();

  /** The node that has all tables; empty for the default one. */
  default String nodeName() {
    return "";
  }

  /** For calls that name no table. */
  default Warehouse node() {
    return warehouse().on(nodeName());
  }

  /** A statement as the node reads it: there, tables have no node. */
  default String local(String sql) {
    return nodeName().isEmpty() ? sql : sql.replace(nodeName() + ":", "");
  }

  /** A name in the working database. */
  default TableName inWorkingDatabase(String name) {
    return new TableName(nodeName(), workingDatabase(), name);
  }

  /** A table of Hindcast's own: its name begins as those of one backfill do. */
  default TableName workingTable(String name) {
    return inWorkingDatabase(WorkingName.PREFIX + WorkingId.of(new UUID(1, 2)) + "_" + name);
  }

  /** One that has events, partitioned by day. */
  default TableName workingEvents(String name) {
    TableName table = workingTable(name);
    warehouse().createLike(table, events("like_" + name));
    return table;
  }

  /** The table as one that may be dropped, renamed or exchanged. */
  default WorkingTable own(TableName table) {
    return warehouse().own(table);
  }

  /** Runs a statement at the server, beside the warehouse. */
  void execute(String sql);

  /** The first column of a query's first row, as text. */
  String text(String sql);

  /** A table of this test's own database. */
  TableName table(String name);

  /** The database where working tables live; empty when a test begins. */
  default String workingDatabase() {
    return warehouse().workingDatabase();
  }

  /** Creates a table of events, partitioned by day. */
  default TableName events(String name) {
    TableName table = table(name);
    execute(
        "CREATE TABLE %s (%s) ENGINE = MergeTree PARTITION BY day ORDER BY id"
            .formatted(table, EVENTS));
    return table;
  }

  /** Adds rows with ids from {@code first} on, one row a day in turn. */
  default void fill(TableName table, int first, int rows, int days) {
    execute(
        ("INSERT INTO %s SELECT toDate('2001-01-01') + number %% %d, %d + number,"
                + " concat('n', toString(number)), if(number %% 3 = 0, NULL, number / 2)"
                + " FROM numbers(%d)")
            .formatted(table, days, first, rows));
  }

  /** The checksum of an unpartitioned table. */
  default String wholeChecksum(TableName table) {
    return warehouse().contents(table, List.of("all")).values().iterator().next().checksum();
  }

  /** Rows that a plain query sees. */
  default long count(TableName table) {
    return Long.parseLong(text("SELECT count() FROM " + table));
  }

  /** A new name for a staging table. */
  default TableName staging() {
    return workingTable("staging_" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** An order to compute events from the SQL, over the first three days of 2001. */
  default AttemptOrder order(TableName target, String sql) {
    return new AttemptOrder(
        "hindcast-test-" + UUID.randomUUID(),
        target,
        staging(),
        List.of("day", "id", "name", "amount"),
        local(sql),
        range("2001-01-01T00:00:00Z", "2001-01-04T00:00:00Z"),
        100,
        Map.of());
  }

  /** A range of a spec in UTC. */
  default RangeBinding range(String from, String to) {
    return RangeBinding.utc(new TimeRange(Instant.parse(from), Instant.parse(to)));
  }

  /** Fails unless the action ends with this code and a message with these words. */
  default void assertFails(ErrorCode code, String words, ThrowingCallable action) {
    Assertions.assertThatExceptionOfType(HindcastException.class)
        .isThrownBy(action)
        .satisfies(
            error -> Assertions.assertThat(error.code()).as(error.getMessage()).isEqualTo(code))
        .withMessageContaining(words);
  }
}
