package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRefused;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.SwapRolledBack;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rollbacks of a table whose rows or structure others have changed since the swap. */
@Timeout(180)
class ChangedSinceIT {
  private static final String UPDATABLE =
      "ALTER TABLE %s MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE %1$s UPDATE v = v + 1000 WHERE id %% 10 = 0 SETTINGS mutations_sync = 2",
        "UPDATE %1$s SET v = 1000 WHERE id %% 10 = 0 SETTINGS enable_lightweight_update = 1",
        "ALTER TABLE %1$s DROP PARTITION 0; INSERT INTO %1$s SELECT 0, number, 9 FROM numbers(100)",
        "CREATE TABLE %1$s_new AS %1$s; INSERT INTO %1$s_new SELECT p, id, if(id < 900000000, v + 5, v) FROM %1$s;"
            + " EXCHANGE TABLES %1$s AND %1$s_new",
      })
  void bringsEachKeyBackOnceWithTheOldRow(String changes) {
    try (SwapFixture fixture = new SwapFixture(3, 100);
        SwapRunner runner = fixture.runner()) {
      ClickHouseSql.execute(UPDATABLE.formatted(fixture.target));
      SwapRequest swap = keyed(fixture.request(2, 2, Strategy.EXCHANGE));
      fixture.swap(runner, swap);
      change(fixture, "INSERT INTO %1$s VALUES (1, 900000001, 7)");
      change(fixture, changes);

      SwapRolledBack back = back(fixture.swap(runner, SwapRequests.undoing(swap)));

      assertThat(
              ClickHouseSql.lines(
                  "SELECT v, count(), uniqExact(id) FROM %s WHERE p < 2 GROUP BY v ORDER BY v"
                      .formatted(fixture.target)))
          .containsExactly("1\t200\t200", "7\t1\t1");
      assertThat(keys(fixture)).isEqualTo("301\t301");
      assertThat(back.getUpdatedRows()).isPositive();
      assertThat(back.getCarriedRows()).isEqualTo(1);
    }
  }

  @Test
  void goesForwardAgainAfterAnUpdateWithoutDoublingAKey() {
    try (SwapFixture fixture = new SwapFixture(3, 100);
        SwapRunner runner = fixture.runner()) {
      SwapRequest swap = keyed(fixture.request(2, 2, Strategy.EXCHANGE));
      fixture.swap(runner, swap);
      SwapRequest undo = SwapRequests.undoing(swap);
      back(fixture.swap(runner, undo));
      change(fixture, "ALTER TABLE %1$s UPDATE v = 70 WHERE id < 50 SETTINGS mutations_sync = 2");

      fixture.swap(runner, SwapRequests.undoing(undo));

      assertThat(fixture.versions()).containsExactly("1\t100\t100", "2\t200\t200");
    }
  }

  @Test
  void refusesAtOnceWhatAKeyOfSeveralRowsCannotTell() {
    try (SwapFixture fixture = new SwapFixture(3, 100);
        SwapRunner runner = fixture.runner()) {
      SwapRequest swap =
          SwapRequest.newBuilder(fixture.request(2, 2, Strategy.EXCHANGE))
              .setTargetKey(List.of("p"))
              .build();
      fixture.swap(runner, swap);
      change(fixture, "ALTER TABLE %1$s UPDATE v = 70 WHERE id < 50 SETTINGS mutations_sync = 2");

      SwapRefused refused = refused(fixture.swap(runner, SwapRequests.undoing(swap)));

      assertThat(refused.getCode()).isEqualTo(ErrorCode.ROWS_AMBIGUOUS.name());
      assertThat(refused.getMessage()).contains("target.key (p) names several rows");
      assertThat(keys(fixture)).isEqualTo("300\t300");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE %1$s ADD COLUMN extra UInt32 DEFAULT 7",
        "ALTER TABLE %1$s ADD COLUMN extra UInt32 DEFAULT v + 1 AFTER p",
        "ALTER TABLE %1$s MODIFY COLUMN v UInt64 SETTINGS mutations_sync = 2",
        "ALTER TABLE %1$s MODIFY COLUMN v UInt32 DEFAULT 4 CODEC(ZSTD)",
        "ALTER TABLE %1$s ADD INDEX ix v TYPE minmax GRANULARITY 1",
        "ALTER TABLE %1$s ADD PROJECTION pr (SELECT id ORDER BY v)",
        "ALTER TABLE %1$s ADD COLUMN o UInt8, MODIFY ORDER BY (id, o)",
        "ALTER TABLE %1$s MODIFY TTL toDate(id) + INTERVAL 900 YEAR",
      })
  void appliesChangesOfTheStructureToWhatComesBack(String change) {
    try (SwapFixture fixture = new SwapFixture(3, 100);
        SwapRunner runner = fixture.runner()) {
      SwapRequest swap = keyed(fixture.request(2, 2, Strategy.EXCHANGE));
      fixture.swap(runner, swap);
      change(fixture, change);
      change(fixture, "INSERT INTO %1$s (p, id, v) VALUES (1, 900000001, 7)");

      SwapRequest undo = SwapRequests.undoing(swap);
      SwapRolledBack back = back(fixture.swap(runner, undo));

      assertThat(fixture.versions()).containsExactly("1\t300\t300", "7\t1\t1");
      assertThat(back.getUpdatedRows()).isZero();
      fixture.swap(runner, SwapRequests.undoing(undo));
      assertThat(fixture.versions()).containsExactly("1\t100\t100", "2\t200\t200", "7\t1\t1");
    }
  }

  @Test
  void dropsAColumnThatIsGone() {
    try (SwapFixture fixture = new SwapFixture(2, 100);
        SwapRunner runner = fixture.runner()) {
      change(fixture, "ALTER TABLE %1$s ADD COLUMN extra UInt32 DEFAULT 7");
      change(fixture, "ALTER TABLE %1$s ADD INDEX ix extra TYPE minmax GRANULARITY 1");
      UUID backfill = UUID.randomUUID();
      ClickHouseSql.execute(
          "INSERT INTO %s (p, id, v) SELECT p, id, 2 FROM %s"
              .formatted(fixture.shadow(backfill), fixture.target));
      SwapRequest swap = keyed(fixture.request(backfill, 2, Strategy.EXCHANGE));
      fixture.swap(runner, swap);
      change(fixture, "ALTER TABLE %1$s DROP INDEX ix SETTINGS mutations_sync = 2");
      change(fixture, "ALTER TABLE %1$s DROP COLUMN extra SETTINGS mutations_sync = 2");

      back(fixture.swap(runner, SwapRequests.undoing(swap)));

      assertThat(fixture.versions()).containsExactly("1\t200\t200");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE %1$s MODIFY COLUMN v String SETTINGS mutations_sync = 2",
        "ALTER TABLE %1$s RENAME COLUMN v TO w SETTINGS mutations_sync = 2",
      })
  void refusesWhatCouldChangeValuesAndSaysWhatDiffers(String change) {
    try (SwapFixture fixture = new SwapFixture(2, 100);
        SwapRunner runner = fixture.runner()) {
      SwapRequest swap = keyed(fixture.request(2, 2, Strategy.EXCHANGE));
      fixture.swap(runner, swap);
      change(fixture, change);

      SwapRefused refused = refused(fixture.swap(runner, SwapRequests.undoing(swap)));

      assertThat(refused.getCode()).isEqualTo(ErrorCode.SCHEMA_INCOMPATIBLE.name());
      assertThat(refused.getMessage()).contains("column v").doesNotContain("ColumnDescription");
      assertThat(fixture.leftovers(SwapOrder.of(SwapRequests.undoing(swap), "hindcast")))
          .isNotEmpty();
    }
  }

  @Test
  void refusesAShadowOfAnotherStructureInWords() {
    try (SwapFixture fixture = new SwapFixture(2, 100);
        SwapRunner runner = fixture.runner()) {
      SwapRequest swap = keyed(fixture.request(2, 2, Strategy.EXCHANGE));
      change(fixture, "ALTER TABLE %1$s ADD COLUMN extra UInt32 DEFAULT 7");

      SwapRefused refused = refused(fixture.swap(runner, swap));

      assertThat(refused.getMessage())
          .contains("column extra UInt32 was added")
          .doesNotContain("ColumnDescription");
    }
  }

  @Test
  void takesTheOldContentBackWhateverRowsAreMaskedInIt() {
    try (SwapFixture fixture = new SwapFixture(3, 100);
        SwapRunner runner = fixture.runner()) {
      change(fixture, "DELETE FROM %1$s WHERE id %% 10 = 0");
      SwapRequest swap = keyed(fixture.request(2, 2, Strategy.EXCHANGE));
      fixture.swap(runner, swap);
      change(fixture, "DELETE FROM %1$s WHERE id %% 10 = 1");
      change(fixture, "INSERT INTO %1$s SELECT 1, 1000001, 8");

      SwapRequest undo = SwapRequests.undoing(swap);
      SwapRolledBack back = back(fixture.swap(runner, undo));

      assertThat(fixture.versions()).containsExactly("1\t260\t260");
      assertThat(back.getRowsAfter()).isEqualTo(180);
      assertThat(back.getRowsBefore()).isEqualTo(181);
      assertThat(back.getUpdatedRows()).isEqualTo(1);
    }
  }

  @Test
  void publishesPartitionsBesideOthersWithPendingUpdates() {
    try (SwapFixture fixture = new SwapFixture(3, 100);
        SwapRunner runner = fixture.runner()) {
      ClickHouseSql.execute(UPDATABLE.formatted(fixture.target));
      change(fixture, "UPDATE %1$s SET v = 5 WHERE p = 2 SETTINGS enable_lightweight_update = 1");
      SwapRequest swap = keyed(fixture.request(2, 2, Strategy.EXCHANGE));

      fixture.swap(runner, swap);

      assertThat(fixture.versions()).containsExactly("2\t200\t200", "5\t100\t100");
      change(fixture, "UPDATE %1$s SET v = 6 WHERE p = 2 SETTINGS enable_lightweight_update = 1");
      back(fixture.swap(runner, SwapRequests.undoing(swap)));
      assertThat(fixture.versions()).containsExactly("1\t200\t200", "6\t100\t100");
    }
  }

  @Test
  void keepsWhatExpires() {
    try (SwapFixture fixture = new SwapFixture(2, 100);
        SwapRunner runner = fixture.runner()) {
      change(fixture, "ALTER TABLE %1$s MODIFY SETTING merge_with_ttl_timeout = 0");
      change(fixture, "SYSTEM STOP MERGES %1$s");
      change(
          fixture,
          "ALTER TABLE %1$s MODIFY TTL toDateTime(id) + INTERVAL 1 DAY"
              + " SETTINGS materialize_ttl_after_modify = 0");
      SwapRequest swap = keyed(fixture.request(1, 2, Strategy.EXCHANGE));
      fixture.swap(runner, swap);
      change(fixture, "OPTIMIZE TABLE %1$s FINAL");
      assertThat(fixture.versions()).isEmpty();

      SwapRolledBack back = back(fixture.swap(runner, SwapRequests.undoing(swap)));

      assertThat(back.getPartitions()).hasSize(1);
      assertThat(back.getUpdatedRows()).isZero();
    }
  }

  private static SwapRequest keyed(SwapRequest request) {
    return SwapRequest.newBuilder(request).setTargetKey(List.of("id")).build();
  }

  private static void change(SwapFixture fixture, String statements) {
    statements
        .formatted(fixture.target)
        .replace("; ", "\n")
        .lines()
        .forEach(ClickHouseSql::execute);
  }

  private static String keys(SwapFixture fixture) {
    return ClickHouseSql.lines("SELECT count(), uniqExact(id) FROM " + fixture.target).getFirst();
  }

  private static SwapRolledBack back(SwapEvent event) {
    assertThat(event.getOutcome()).isInstanceOf(SwapRolledBack.class);
    return (SwapRolledBack) event.getOutcome();
  }

  private static SwapRefused refused(SwapEvent event) {
    assertThat(event.getOutcome()).isInstanceOf(SwapRefused.class);
    return (SwapRefused) event.getOutcome();
  }
}
