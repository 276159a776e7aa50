package io.hindcast.systemtests.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two targets of one spec go live together, or neither does. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class GroupsIT {
  private static final SystemStack STACK = SystemStack.shared();
  private static final String BEFORE = "SELECT * FROM %s.counts ORDER BY ALL";

  @Test
  void bothTargetsAreSwappedBackToBack() {
    Sales sales = create("together");
    UUID id = STACK.backfills().request(spec("together", "- unique: [day]"));

    Backfill ended = STACK.backfills().end(id);
    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    List<UUID> members = members(ended);
    assertThat(members).hasSize(2).startsWith(id);
    assertThat(STACK.backfills().end(members.get(1)).state()).isEqualTo("SWAPPED");
    assertThat(sales.found(STACK.clickhouse())).isEqualTo(sales.expected(STACK.clickhouse()));
    assertThat(STACK.clickhouse().rows(BEFORE.formatted("together")))
        .isEqualTo(
            STACK
                .clickhouse()
                .rows("SELECT day, count() FROM together.raw GROUP BY day ORDER BY day"));

    SwapCompleted first = STACK.swaps().completed(members.getFirst());
    SwapCompleted second = STACK.swaps().completed(members.get(1));
    assertThat(first.getGroupId()).isNotNull().isEqualTo(second.getGroupId());
    assertThat(first.getGroupGapMicros()).isPositive().isEqualTo(second.getGroupGapMicros());
    assertThat(STACK.backfills().end(id).swaps())
        .extracting(Backfill.Swap::groupGapMicros)
        .containsExactly(first.getGroupGapMicros());
  }

  @Test
  void whenACheckOfOneFailsNeitherChanges() {
    Sales sales = create("neither");
    List<String> daily = sales.found(STACK.clickhouse());
    List<String> counts = STACK.clickhouse().rows(BEFORE.formatted("neither"));
    UUID id = STACK.backfills().request(spec("neither", "- range: {column: n, max: 9}"));

    Backfill ended = STACK.backfills().end(id);
    assertThat(ended.state()).isEqualTo("FAILED");
    assertThat(ended.reason())
        .satisfies(reason -> assertThat(reason.code()).isEqualTo("CHECK_FAILED"))
        .satisfies(reason -> assertThat(reason.message()).contains("neither.counts"));
    for (UUID member : members(ended)) {
      assertThat(STACK.backfills().end(member).state()).isEqualTo("FAILED");
      STACK.assertNothingLeft(member);
      assertThat(STACK.swaps().of(member)).isEmpty();
    }
    assertThat(sales.found(STACK.clickhouse())).isEqualTo(daily);
    assertThat(STACK.clickhouse().rows(BEFORE.formatted("neither"))).isEqualTo(counts);
  }

  private static List<UUID> members(Backfill backfill) {
    Backfill.Group group = Optional.ofNullable(backfill.group()).orElseThrow();
    return group.members().stream().map(it -> UUID.fromString(it.backfillId())).toList();
  }

  /** The daily sales, and beside them how many there were, which is wrong too. */
  private static Sales create(String database) {
    Sales sales = Sales.create(STACK.clickhouse(), database);
    STACK
        .clickhouse()
        .script(
            """
            CREATE TABLE %1$s.counts (day Date, n UInt64)
            ENGINE = MergeTree PARTITION BY day ORDER BY day;
            INSERT INTO %1$s.counts SELECT day, count() + 1 FROM %1$s.raw GROUP BY day;
            """
                .formatted(database));
    return sales;
  }

  private static String spec(String database, String check) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: %1$s, owner: system-tests}
    spec:
      targets:
        - target: {table: %1$s.daily, key: [day]}
          source: {tables: [%1$s.raw]}
          transform:
            version: 2.0.0
            grain: 1d
            sql: |
              SELECT day, sum(n) AS total FROM %1$s.raw
              WHERE day >= {from:Date} AND day < {to:Date} GROUP BY day
        - target: {table: %1$s.counts, key: [day]}
          source: {tables: [%1$s.raw]}
          transform:
            version: 2.0.0
            grain: 1d
            sql: |
              SELECT day, count() AS n FROM %1$s.raw
              WHERE day >= {from:Date} AND day < {to:Date} GROUP BY day
          checks:
            %2$s
      range: {from: 2021-03-01, to: 2021-03-05}
      execution: {parallelism: 3, rowsPerTask: 1}
      waves: [100%%]
      swap: {approval: auto}
    """
        .formatted(database, check);
  }
}
