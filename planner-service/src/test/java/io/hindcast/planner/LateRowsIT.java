package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import io.hindcast.messaging.Topics;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.LateRowsPolicy;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.VerdictOutcome;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the planner does so that late rows of a target can be carried. */
@Timeout(120)
class LateRowsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PlannerUnderTest planner = new PlannerUnderTest();
  private final Answers answers = new Answers(planner);
  private final UUID id = UUID.randomUUID();
  private final String db = "late_" + id.toString().substring(0, 8);
  private final BackfillNames names = new BackfillNames(id, "hindcast");

  @BeforeEach
  void createTables() throws Exception {
    planner.sql(
        "CREATE DATABASE " + db,
        "CREATE TABLE %s.raw (at DateTime('UTC'), v Int32) ENGINE = MergeTree ORDER BY at"
            .formatted(db),
        "CREATE TABLE %s.daily (day Date, n UInt64) ENGINE = MergeTree PARTITION BY day ORDER BY day"
            .formatted(db),
        "INSERT INTO %s.raw VALUES ('2020-01-01 01:00:00', 1), ('2020-01-02 01:00:00', 1)"
            .formatted(db),
        "INSERT INTO %s.daily VALUES ('2020-01-01', 7), ('2020-01-05', 9)".formatted(db));
    planner.parts.drivers().start(Duration.ofMillis(200));
  }

  @AfterEach
  void close() throws Exception {
    planner.sql("DROP DATABASE " + db + " SYNC");
    planner.close();
  }

  @Test
  void clonesTheTouchedPartitionsBeforeTheFirstTaskAndNeverAgain() throws Exception {
    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml("lateRows: carry")));
    Task first = awaited(() -> planner.sent(Task.class, id), 0);
    assertThat(rows(names.base())).isEqualTo("2020-01-01\t7");
    planner.sql("INSERT INTO %s.daily VALUES ('2020-01-01', 8), ('2020-01-02', 8)".formatted(db));
    answers.work(first);
    ValidationRequest all = awaited(() -> planner.sent(ValidationRequest.class, id), 0);
    answers.judge(all, VerdictOutcome.PASSED, List.of());

    SwapRequest swap = awaited(() -> planner.sent(SwapRequest.class, id), 0);

    assertThat(swap.getLateRows()).isEqualTo(LateRowsPolicy.CARRY);
    assertThat(References.table(swap.getBaseTable())).isEqualTo(names.base());
    assertThat(rows(names.base())).isEqualTo("2020-01-01\t7");
    assertThat(
            planner.sql(
                "SELECT count() FROM system.tables WHERE database = 'hindcast' AND name LIKE '%s%%base'"
                    .formatted(names.prefix())))
        .isEqualTo("1");
  }

  @Test
  void sendsNoBaseUnlessTheSpecWantsIt() throws Exception {
    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml("lateRows: source")));
    answers.work(awaited(() -> planner.sent(Task.class, id), 0));
    answers.judge(
        awaited(() -> planner.sent(ValidationRequest.class, id), 0),
        VerdictOutcome.PASSED,
        List.of());

    SwapRequest swap = awaited(() -> planner.sent(SwapRequest.class, id), 0);

    assertThat(swap.getLateRows()).isEqualTo(LateRowsPolicy.SOURCE);
    assertThat(swap.getBaseTable()).isNull();
    assertThat(planner.warehouse.describe(names.base())).isEmpty();
  }

  @Test
  void refusesToCarryWhatAViewBringsFromASource() throws Exception {
    planner.sql(
        "CREATE TABLE %1$s.hop (day Date, n UInt64) ENGINE = Null".formatted(db),
        "CREATE MATERIALIZED VIEW %1$s.first TO %1$s.hop AS SELECT toDate(at) AS day, 1 AS n FROM %1$s.raw"
            .formatted(db),
        "CREATE MATERIALIZED VIEW %1$s.second TO %1$s.daily AS SELECT day, n FROM %1$s.hop"
            .formatted(db));

    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml("lateRows: carry")));

    await().atMost(PATIENCE).until(() -> planner.status(id).state(), "REJECTED"::equals);
    assertThat(planner.status(id).reason().orElseThrow().message())
        .contains(db + ".raw reaches " + db + ".daily through a materialized view");
  }

  private String rows(TableName table) throws Exception {
    return planner.sql(
        "SELECT * FROM `%s`.`%s` ORDER BY ALL".formatted(table.database(), table.table()));
  }

  private static <T> T awaited(Supplier<List<T>> messages, int index) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(messages::get, list -> list.size() > index)
        .get(index);
  }

  private String yaml(String swap) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: late, owner: tests}
    spec:
      target: {table: %1$s.daily, key: [day]}
      source: {tables: [%1$s.raw]}
      transform:
        version: 2.0.0
        grain: 1d
        sql: |
          SELECT toDate(at) AS day, count() AS n FROM %1$s.raw
          WHERE at >= {from:DateTime} AND at < {to:DateTime} GROUP BY day
      range: {from: 2020-01-01, to: 2020-01-03}
      waves: [100%%]
      swap: {approval: auto, %2$s}
    """
        .formatted(db, swap);
  }
}
