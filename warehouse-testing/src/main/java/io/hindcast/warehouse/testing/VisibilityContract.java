package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.plan.Visibility;
import io.hindcast.core.plan.Visibility.Expiry;
import io.hindcast.core.plan.Visibility.Mask;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.RangeBinding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why rows are not seen, are counted though they are deleted, or will vanish. */
interface VisibilityContract extends WarehouseFixture {

  @Test
  default void everythingOfAnOrdinaryTableIsSeenAndLasts() {
    TableName table = events("plain");
    fill(table, 0, 4, 2);

    assertThat(visibility(table)).isEqualTo(Visibility.FULL);
  }

  @Test
  default void tellsLightweightUpdatesThatAreNotAppliedByPartition() {
    TableName table = table("masked");
    execute(
        ("CREATE TABLE %s (%s) ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY id SETTINGS"
                + " enable_block_number_column = 1, enable_block_offset_column = 1")
            .formatted(table, EVENTS));
    fill(table, 0, 60, 60);
    execute(
        "UPDATE %s SET amount = 1 WHERE toYYYYMM(day) = 200101 SETTINGS enable_lightweight_update = 1"
            .formatted(table));

    List<Mask> masks = visibility(table).masks();

    assertThat(masks)
        .singleElement()
        .satisfies(mask -> {
          assertThat(mask.table()).isEqualTo(table);
          assertThat(mask.partitionId()).isEqualTo("200101");
          assertThat(mask.patches()).isPositive();
          assertThat(mask.rows()).isZero();
        });
  }

  @Test
  default void tellsRowsThatAreDeletedButNotRemoved() {
    TableName table = events("deleted");
    fill(table, 0, 4, 2);
    execute("DELETE FROM %s WHERE id = 0".formatted(table));

    assertThat(visibility(table).masks()).containsExactly(new Mask(table, "20010101", 0, 2));
  }

  @Test
  default void computesWhichTimesOfTheRangeArePastTheTtl() {
    TableName table = table("expiring");
    execute(
        ("CREATE TABLE %s (day Date, id UInt32, note String TTL day + INTERVAL 1 DAY)"
                + " ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY id"
                + " TTL day + INTERVAL 30 DAY, day + INTERVAL 1 DAY RECOMPRESS CODEC(ZSTD)")
            .formatted(table));
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    TimeRange range = new TimeRange(today.minus(Duration.ofDays(64)), today);

    List<Expiry> expiries =
        node().visibility(List.of(table), "SELECT 1", RangeBinding.utc(range)).expiries();

    assertThat(expiries)
        .extracting(Expiry::kind)
        .containsExactlyInAnyOrder(Expiry.Kind.RESET, Expiry.Kind.DELETE);
    assertThat(expiries)
        .filteredOn(expiry -> expiry.kind() == Expiry.Kind.DELETE)
        .singleElement()
        .satisfies(expiry -> {
          assertThat(expiry.time()).contains("day");
          assertThat(expiry.inPartitionKey()).isTrue();
          assertThat(expiry.expired().orElseThrow())
              .isBetween(today.minus(Duration.ofDays(31)), today.minus(Duration.ofDays(29)));
          assertThat(expiry.next().orElseThrow()).isBetween(today, today.plus(Duration.ofDays(2)));
        });
    assertThat(expiries)
        .filteredOn(expiry -> expiry.kind() == Expiry.Kind.RESET)
        .singleElement()
        .satisfies(expiry -> assertThat(expiry.column()).isEqualTo(Optional.of("note")));
  }

  @Test
  default void saysThatATtlOverOtherColumnsCannotBeComputed() {
    TableName table = table("varying");
    execute(
        ("CREATE TABLE %s (day Date, days UInt16) ENGINE = MergeTree PARTITION BY day"
                + " ORDER BY day TTL day + toIntervalDay(days) DELETE WHERE days > 0")
            .formatted(table));

    assertThat(visibility(table).expiries())
        .singleElement()
        .satisfies(expiry -> {
          assertThat(expiry.kind()).isEqualTo(Expiry.Kind.DELETE_WHERE);
          assertThat(expiry.time()).isEmpty();
          assertThat(expiry.rule()).contains("WHERE days > 0");
        });
  }

  @Test
  default void aStatementThatIsNotValidIsLeftToOthers() {
    assertThat(
            node()
                .visibility(
                    List.of(),
                    "SELECT nothing FROM nowhere.at_all",
                    range("2001-01-01T00:00:00Z", "2001-01-04T00:00:00Z")))
        .isEqualTo(Visibility.FULL);
  }

  private Visibility visibility(TableName table) {
    return node()
        .visibility(
            List.of(table),
            local("SELECT * FROM " + table),
            range("2001-01-01T00:00:00Z", "2001-01-04T00:00:00Z"));
  }
}
