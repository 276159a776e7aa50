package io.hindcast.control.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.TestDatabase;
import io.hindcast.core.error.HindcastException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MigrationsIT {

  @ParameterizedTest
  @ValueSource(strings = {"planner", "validator", "relay"})
  void givesEachServiceAnOutboxAndAnInbox(String service) {
    try (Database database = TestDatabase.open()) {
      Migrations.migrate(database, service);
      Migrations.migrate(database, service);

      assertThat(tables(database)).contains("outbox", "processed_event");
    }
  }

  @Test
  void letsSeveralProcessesMigrateAtTheSameTime() throws Exception {
    try (Database one = TestDatabase.open();
        Database other = TestDatabase.open(one.schema());
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running =
          Stream.of(one, other)
              .<Future<?>>map(
                  database -> executor.submit(() -> Migrations.migrate(database, "validator")))
              .toList();
      for (Future<?> future : running) {
        future.get();
      }

      assertThat(tables(one)).contains("outbox");
    }
  }

  @Test
  void refusesAServiceWithoutMigrations() {
    try (Database database = TestDatabase.open()) {
      assertThatThrownBy(() -> Migrations.migrate(database, "nobody"))
          .isInstanceOf(HindcastException.class)
          .hasMessageContaining("nobody");
    }
  }

  private static List<String> tables(Database database) {
    return database.readOnly(tx ->
        tx.query(
            "SELECT tablename FROM pg_tables WHERE schemaname = ?",
            row -> row.string("tablename"),
            database.schema()));
  }
}
