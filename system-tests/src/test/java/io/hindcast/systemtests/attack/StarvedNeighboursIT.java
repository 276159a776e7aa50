package io.hindcast.systemtests.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hindcast.cli.api.ApiRefused;
import io.hindcast.cli.api.Backfill;
import io.hindcast.systemtests.stack.Days;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** As many plans that take minutes as the planner once had connections. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class StarvedNeighboursIT {
  private static final SystemStack STACK = SystemStack.shared();
  private static final int PLANS = 32;

  /** A block for each part, of which each sleeps for itself, when the statement is analysed. */
  private static final String SLOWLY =
      "sum(n) + (SELECT sum(id + sleepEachRow(2)) FROM starving.slow) * 0 AS total";

  private static final String PLANNING =
      "SELECT count() FROM system.processes WHERE startsWith(query_id, 'hindcast-plan-')";

  @Test
  void othersArePlannedAndCancelledWhileSlowPlansRun() {
    Sales starving = Sales.create(STACK.clickhouse(), "starving");
    slowTable("starving");
    Days busy = Days.create(STACK.clickhouse(), "busy", 300);
    UUID atWork = STACK.backfills().request(busy.spec(1));
    STACK.backfills().until(atWork, "RUNNING");

    List<UUID> slow = new ArrayList<>();
    for (int i = 0; i < PLANS; i++) {
      slow.add(STACK.backfills().request(starving.spec().replace("sum(n) AS total", SLOWLY)));
    }
    awaitPlans(4);

    Sales innocent = Sales.create(STACK.clickhouse(), "innocent");
    assertThat(STACK.api().plan(innocent.spec()).value()).isNotNull();
    Backfill ended = STACK.backfills().end(STACK.backfills().request(innocent.spec()));
    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    assertThat(innocent.found(STACK.clickhouse())).isEqualTo(innocent.expected(STACK.clickhouse()));

    cancel(atWork);
    assertThat(STACK.backfills().end(atWork).state()).isEqualTo("CANCELLED");
    assertThat(states(slow)).as("plans that still run").contains("PLANNING");

    Backfill refused = STACK.backfills().until(slow.getFirst(), "REJECTED");
    assertThat(refused.reason())
        .satisfies(reason -> assertThat(reason.code()).isEqualTo("SURVEY_TOO_LONG"));

    List<UUID> left = slow.subList(1, slow.size());
    left.forEach(StarvedNeighboursIT::cancelUnlessRefused);
    left.forEach(id -> assertThat(STACK.backfills().end(id).state()).isIn("CANCELLED", "REJECTED"));
    awaitNoPlans(Duration.ofSeconds(20));
  }

  @Test
  void theQueryOfACallerWhoHasLeftIsKilled() throws IOException, InterruptedException {
    Sales leaving = Sales.create(STACK.clickhouse(), "leaving");
    slowTable("leaving");
    String spec = leaving.spec().replace("sum(n) AS total", SLOWLY.replace("starving", "leaving"));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest plan =
          HttpRequest.newBuilder(STACK.connection().base().resolve("/v1/plans"))
              .version(HttpClient.Version.HTTP_1_1)
              .header("Authorization", "Bearer " + STACK.connection().token())
              .header("Content-Type", "application/json")
              .timeout(Duration.ofSeconds(4))
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      JsonMapper.builder().build().createObjectNode().put("spec", spec).toString()))
              .build();
      assertThatThrownBy(() -> http.send(plan, HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(HttpTimeoutException.class);
    }
    // Its own limit would end it some 26 seconds from here.
    awaitNoPlans(Duration.ofSeconds(12));
  }

  private static void slowTable(String database) {
    STACK
        .clickhouse()
        .script(
            """
            CREATE TABLE %1$s.slow (id UInt32) ENGINE = MergeTree PARTITION BY id ORDER BY id;
            INSERT INTO %1$s.slow SELECT number FROM numbers(90);
            """
                .formatted(database));
  }

  private static void cancel(UUID id) {
    var unused = STACK.api().control(id, "CANCEL", Optional.of("nobody needs it"));
  }

  private static void cancelUnlessRefused(UUID id) {
    try {
      cancel(id);
    } catch (ApiRefused e) {
      assertThat(e).hasMessageContaining("REJECTED");
    }
  }

  private static List<String> states(List<UUID> ids) {
    return ids.stream().map(id -> STACK.backfills().find(id).orElseThrow().state()).toList();
  }

  private static void awaitPlans(int least) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> STACK.clickhouse().number(PLANNING) >= least);
  }

  private static void awaitNoPlans(Duration most) {
    Awaitility.await().atMost(most).until(() -> STACK.clickhouse().number(PLANNING) == 0);
  }
}
