package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** What writers were told about each of their rows. All rows have different ids. */
final class WriteLedger {
  static final long FIRST_ID = 1_000_000_000L;

  private final AtomicLong nextId = new AtomicLong(FIRST_ID);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Batch> batches = new ConcurrentLinkedQueue<>();

  private record Batch(long first, int rows, boolean acknowledged) {
    @Override
    public String toString() {
      return "(%d, %d, %d)".formatted(first, rows, acknowledged ? 1 : 0);
    }
  }

  /** Has so many rows inserted from an id on; a failure leaves it open whether they were. */
  void write(int rows, LongConsumer insert) {
    long first = nextId.getAndAdd(rows);
    boolean acknowledged = false;
    try {
      insert.accept(first);
      acknowledged = true;
    } catch (IllegalStateException e) { // No answer, or an error: the rows may be there or not.
      failures.add(String.valueOf(e.getMessage()));
    } finally {
      batches.add(new Batch(first, rows, acknowledged));
    }
  }

  /** Rows that the server has said it has. */
  long acknowledgedRows() {
    return batches.stream().filter(Batch::acknowledged).mapToLong(Batch::rows).sum();
  }

  /** Why batches were not acknowledged. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Compares both ways; nobody may write any more. */
  void assertEachRowIsThereOnce(TableName table, String when) {
    String told = "`%s`.`told_%d`".formatted(table.database(), nextId.incrementAndGet());
    ClickHouseSql.execute(
        "CREATE TABLE %s (first UInt64, rows UInt32, acknowledged UInt8) ENGINE = Memory"
            .formatted(told));
    String values = batches.stream().map(Batch::toString).collect(Collectors.joining(", "));
    if (!values.isEmpty()) {
      ClickHouseSql.execute("INSERT INTO %s VALUES %s".formatted(told, values));
    }
    String ids = "SELECT arrayJoin(range(first, first + rows)) AS id FROM " + told;
    String found = "SELECT id FROM %s WHERE id >= %d".formatted(table, FIRST_ID);
    assertThat(lines(ids + " WHERE acknowledged AND id NOT IN (" + found + ")"))
        .as("acknowledged rows that are lost, %s", when)
        .isEmpty();
    assertThat(lines("SELECT id, count() FROM (" + found + ") GROUP BY id HAVING count() > 1"))
        .as("rows that are there more than once, %s", when)
        .isEmpty();
    assertThat(lines(found + " AND id NOT IN (" + ids + ")"))
        .as("rows that nobody wrote, %s", when)
        .isEmpty();
  }

  private static List<String> lines(String query) {
    return ClickHouseSql.lines(query + " ORDER BY id LIMIT 20");
  }
}
