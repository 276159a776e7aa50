package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.localstack.clickhouse.ClickHouseOptions;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.RangeBinding;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash of the server looks like, and that the same warehouse works on afterwards. */
class OutageIT {
  private static final TableName TARGET = new TableName("outage", "target");
  private static final BackfillNames NAMES = new BackfillNames(new UUID(0, 1), "hindcast");
  private static final TableName STAGING = new TableName("hindcast", NAMES.prefix() + "staging");

  @Test
  void survivesACrashOfTheServer(@TempDir Path directory) {
    try (LocalClickHouse server = LocalClickHouse.start(ClickHouseOptions.in(directory));
        ClickHouseWarehouse warehouse = new ClickHouseWarehouse(config(server));
        JdbcSession beside = new JdbcSession(config(server))) {
      assumeTrue(server.isOurs(), "A server that is not ours must not be killed");
      beside.execute("Test", Command.of("CREATE DATABASE outage"));
      beside.execute(
          "Test",
          Command.of("CREATE TABLE outage.target (n UInt64) ENGINE = MergeTree ORDER BY n"));
      CompletableFuture<?> running =
          CompletableFuture.supplyAsync(
              () -> warehouse.run(endless()), task -> Thread.ofVirtual().start(task));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !warehouse.stillRunning(List.of("endless")).isEmpty());

      server.kill();

      assertUnavailable(() -> join(running));
      assertUnavailable(warehouse::info);
      server.restart();
      assertThat(warehouse.info().version()).isNotBlank();
      assertThat(warehouse.describe(TARGET)).isPresent();
      // Nobody could drop it: it is there for the janitor to find.
      assertThat(warehouse.tablesWithPrefix("hindcast", NAMES.prefix())).containsExactly(STAGING);
    }
  }

  private static ClickHouseConfig config(LocalClickHouse server) {
    return ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password());
  }

  private static AttemptOrder endless() {
    Instant from = Instant.parse("2001-01-01T00:00:00Z");
    return new AttemptOrder(
        "endless",
        TARGET,
        STAGING,
        List.of("n"),
        "SELECT sleepEachRow(0.01) AS n FROM numbers(1000000)",
        RangeBinding.utc(new TimeRange(from, from.plusSeconds(1))),
        1,
        Map.of("max_block_size", "10"));
  }

  private static void join(CompletableFuture<?> running) {
    try {
      running.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof HindcastException failure ? failure : e;
    }
  }

  private static void assertUnavailable(ThrowingCallable action) {
    assertThatExceptionOfType(HindcastException.class)
        .isThrownBy(action)
        .withMessageContaining("ClickHouse cannot be reached or broke off")
        .extracting(HindcastException::code)
        .isEqualTo(ErrorCode.WAREHOUSE_UNAVAILABLE);
  }
}
