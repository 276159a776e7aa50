package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class SwapIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void exchangesThePinnedPartitionsAndKeepsTheOthers() {
    try (SwapFixture fixture = new SwapFixture(20, 100)) {
      SwapPlan plan = fixture.plan(8, 2, Strategy.EXCHANGE);

      SwapState.Completed completed = completed(fixture, plan);

      assertThat(fixture.versions()).containsExactly("1\t1200\t1200", "2\t800\t800");
      assertThat(completed.partitions()).hasSize(8).allMatch(p -> p.before().rows() == 100);
      assertThat(completed.kept().previous().table()).endsWith("_g0_previous");
      assertThat(
              ClickHouseSql.lines(
                  "SELECT v, count() FROM %s WHERE p < 8 GROUP BY v"
                      .formatted(completed.kept().previous())))
          .containsExactly("1\t800");
      assertThat(fixture.outboxRows()).isEqualTo(1);
      assertThat(fixture.leftovers(plan)).isEqualTo(kept(completed));
    }
  }

  @Test
  void replacesPartitionByPartitionWhereTablesHaveNoIdentity() {
    try (SwapFixture fixture = new SwapFixture(6, 100, "Ordinary")) {
      SwapPlan plan = fixture.plan(3, 2, Strategy.REPLACE);

      SwapState.Completed completed = completed(fixture, plan);

      assertThat(fixture.versions()).containsExactly("1\t300\t300", "2\t300\t300");
      assertThat(
              ClickHouseSql.lines(
                  "SELECT v, count() FROM %s GROUP BY v".formatted(completed.kept().previous())))
          .containsExactly("1\t300");
      assertThat(fixture.leftovers(plan)).isEqualTo(kept(completed));
    }
  }

  @Test
  void refusesContentThatChangedAfterTheVerdictAndNamesIt() {
    try (SwapFixture fixture = new SwapFixture(4, 100)) {
      SwapPlan plan = fixture.plan(3, 2, Strategy.EXCHANGE);
      ClickHouseSql.execute("INSERT INTO %s VALUES (1, 99, 3)".formatted(plan.shadow()));

      SwapState.Refused refused = refused(fixture, plan);

      assertThat(refused.failure().code()).isEqualTo(ErrorCode.CONTENT_CHANGED);
      assertThat(refused.failure().partitions()).containsExactly("1");
      assertThat(fixture.versions()).containsExactly("1\t400\t400");
      assertThat(fixture.leftovers(plan)).containsExactly(plan.shadow().table());
      assertThat(fixture.outboxRows()).isEqualTo(1);
    }
  }

  @Test
  void acceptsPartsThatWereMergedAfterTheVerdict() {
    try (SwapFixture fixture = new SwapFixture(3, 100)) {
      SwapPlan plan = fixture.plan(3, 2, Strategy.EXCHANGE);
      ClickHouseSql.execute("OPTIMIZE TABLE %s FINAL".formatted(plan.shadow()));

      completed(fixture, plan);

      assertThat(fixture.versions()).containsExactly("2\t300\t300");
    }
  }

  private static SwapState.Completed completed(SwapFixture fixture, SwapPlan plan) {
    return (SwapState.Completed) outcome(fixture, plan);
  }

  private static SwapState.Refused refused(SwapFixture fixture, SwapPlan plan) {
    return (SwapState.Refused) outcome(fixture, plan);
  }

  private static SwapState outcome(SwapFixture fixture, SwapPlan plan) {
    try (SwapRunner runner = fixture.runner()) {
      fixture.store.add(plan);
      runner.wake();
      await()
          .atMost(PATIENCE)
          .until(() -> fixture.store.find(plan.swapId()).orElseThrow().terminal());
    }
    return fixture.store.find(plan.swapId()).orElseThrow();
  }

  private static List<String> kept(SwapState.Completed completed) {
    return completed.kept().all().stream().map(TableName::table).sorted().toList();
  }
}
