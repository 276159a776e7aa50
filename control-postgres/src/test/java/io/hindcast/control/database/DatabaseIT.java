package io.hindcast.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DatabaseIT {
  private static final Database DATABASE = TestDatabase.open();

  @BeforeAll
  static void createTable() {
    DATABASE.inTransaction(tx -> {
      tx.update("CREATE SCHEMA " + DATABASE.schema());
      return tx.update(
          """
          CREATE TABLE thing (id uuid PRIMARY KEY, name text, size bigint, small int,
            weight double precision, ready boolean, at timestamptz, tags text[], content bytea)
          """);
    });
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    DATABASE.inTransaction(tx -> tx.update("DELETE FROM thing"));
  }

  @Test
  void bindsAndReadsEachType() {
    UUID id = UUID.randomUUID();
    Instant at = Instant.parse("2001-06-30T12:34:56.123456Z");
    DATABASE.inTransaction(tx ->
        tx.update(
            "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            ErrorCategory.USER,
            1L << 40,
            7,
            0.5,
            true,
            at,
            List.of("a", "b"),
            new byte[] {1}));

    DATABASE.readOnly(tx ->
        tx.query(
            "SELECT * FROM thing",
            row -> {
              assertThat(row.uuid("id")).isEqualTo(id);
              assertThat(row.choice("name", ErrorCategory.class)).isEqualTo(ErrorCategory.USER);
              assertThat(row.number("size")).isEqualTo(1L << 40);
              assertThat(row.integer("small")).isEqualTo(7);
              assertThat(row.real("weight")).isEqualTo(0.5);
              assertThat(row.flag("ready")).isTrue();
              assertThat(row.instant("at")).isEqualTo(at);
              assertThat(row.strings("tags")).containsExactly("a", "b");
              assertThat(row.bytes("content")).containsExactly(1);
              return id;
            }));
  }

  @Test
  void readsNullOnlyWhereItIsExpected() {
    insert(UUID.randomUUID(), null);

    List<Boolean> present =
        DATABASE.readOnly(
            tx -> tx.query("SELECT name FROM thing", r -> r.optionalString("name").isPresent()));
    assertThat(present).containsExactly(false);
    assertThatThrownBy(() ->
            DATABASE.readOnly(tx -> tx.query("SELECT name FROM thing", r -> r.string("name"))))
        .hasMessage("Column name is NULL: expected a value");
  }

  @Test
  void rollsBackWhenTheBodyThrows() {
    assertThatThrownBy(() ->
            DATABASE.inTransaction(tx -> {
              tx.update("INSERT INTO thing (id) VALUES (?)", UUID.randomUUID());
              throw new IllegalArgumentException("no");
            }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(count()).isZero();
  }

  @Test
  void theServerEndsATransactionInWhichNothingHappens() {
    Optional<String> setting =
        DATABASE.readOnly(tx ->
            tx.first(
                "SELECT setting FROM pg_settings"
                    + " WHERE name = 'idle_in_transaction_session_timeout'",
                row -> row.string("setting")));
    assertThat(setting).contains("30000");
  }

  @Test
  void refusesWritesInAReadOnlyTransaction() {
    assertThatThrownBy(() -> DATABASE.readOnly(tx -> tx.update("DELETE FROM thing")))
        .isInstanceOf(HindcastException.class)
        .hasMessageContaining("read-only");
    insert(UUID.randomUUID(), "writable again");
  }

  @Test
  void updatesExactlyOneRowOrFails() {
    HindcastException e =
        catchThrowableOfType(
            HindcastException.class,
            () ->
                DATABASE.inTransaction(tx -> {
                  tx.updateOne("Somebody else was first", "UPDATE thing SET size = 1");
                  return 0;
                }));

    assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_STATE);
    assertThat(e).hasMessage("Somebody else was first (0 rows changed, expected 1)");
  }

  @Test
  void writesBatches() {
    List<List<Object>> rows =
        List.of(Arrays.asList(UUID.randomUUID(), "a"), Arrays.asList(UUID.randomUUID(), "b"));

    String insert = "INSERT INTO thing (id, name) VALUES (?, ?)";
    List<Integer> changed = DATABASE.inTransaction(tx -> tx.batch(insert, rows));
    List<Integer> nothing = DATABASE.inTransaction(tx -> tx.batch(insert, List.of()));

    assertThat(changed).hasSize(2);
    assertThat(nothing).isEmpty();
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void reportsWrongSqlAsInternal() {
    HindcastException e =
        catchThrowableOfType(
            HindcastException.class,
            () -> DATABASE.inTransaction(tx -> tx.update("UPDATE nothing SET a = 1")));

    assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(e).message().doesNotContain("UPDATE", "42P01");
    assertThat(e.getCause())
        .hasMessageContaining("UPDATE nothing")
        .hasMessageContaining("SQLSTATE 42P01");
  }

  @Test
  void repeatsATransactionThatLostADeadlock() throws Exception {
    UUID a = UUID.randomUUID();
    UUID b = UUID.randomUUID();
    insert(a, "a");
    insert(b, "b");
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger attempts = new AtomicInteger();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = executor.submit(() -> touch(a, b, bothHoldOne, attempts));
      Future<?> second = executor.submit(() -> touch(b, a, bothHoldOne, attempts));
      first.get();
      second.get();
    }

    // The repetition can be quicker than the winner that waits for the row, and meet it again.
    assertThat(attempts.get()).isGreaterThanOrEqualTo(3);
    List<Long> sizes =
        DATABASE.readOnly(tx -> tx.query("SELECT size FROM thing", row -> row.number("size")));
    assertThat(sizes).containsExactly(2L, 2L);
  }

  private static int touch(
      UUID one, UUID other, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
    CountDownLatch firstAttempt = new CountDownLatch(1);
    String touch = "UPDATE thing SET size = coalesce(size, 0) + 1 WHERE id = ?";
    return DATABASE.inTransaction(tx -> {
      attempts.incrementAndGet();
      int rows = tx.update(touch, one);
      if (firstAttempt.getCount() > 0) {
        firstAttempt.countDown();
        await(bothHoldOne);
      }
      return rows + tx.update(touch, other);
    });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void saysThatTheServerCannotBeReached() {
    DatabaseSettings nowhere =
        new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/x", "u", "s3cret", 1, "s");
    try (Database database = Database.open(nowhere)) {
      HindcastException e =
          catchThrowableOfType(
              HindcastException.class, () -> database.inTransaction(tx -> tx.update("SELECT 1")));

      assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
      assertThat(database.problem()).isPresent();
    }
    assertThat(nowhere.toString()).doesNotContain("s3cret");
    assertThat(DATABASE.problem()).isEmpty();
  }

  @Test
  void saysThatTheConnectionWasLost() {
    HindcastException e =
        catchThrowableOfType(
            HindcastException.class,
            () ->
                DATABASE.inTransaction(tx ->
                    tx.query(
                        "SELECT pg_terminate_backend(pg_backend_pid()) AS x", r -> r.flag("x"))));

    assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    insert(UUID.randomUUID(), "works again");
  }

  private static void insert(UUID id, @Nullable String name) {
    DATABASE.inTransaction(tx -> tx.update("INSERT INTO thing (id, name) VALUES (?, ?)", id, name));
  }

  private static long count() {
    return DATABASE
        .readOnly(tx -> tx.first("SELECT count(*) AS n FROM thing", row -> row.number("n")))
        .orElseThrow();
  }
}
