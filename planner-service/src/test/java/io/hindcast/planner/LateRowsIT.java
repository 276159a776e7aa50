package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.LateRowsPolicy;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.VerdictOutcome;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the planner does so that late rows of a target can be carried. */
@Timeout(120)
class LateRowsIT {
  private final UUID id = UUID.randomUUID();
  private final BackfillNames names = new BackfillNames(id, "hindcast");
  private Scene scene;
  private String db;

  @BeforeEach
  void set() throws Exception {
    scene =
        new Scene(
            "CREATE TABLE %1$s.raw (at DateTime('UTC'), v Int32) ENGINE = MergeTree ORDER BY at",
            "CREATE TABLE %1$s.daily (day Date, n UInt64) ENGINE = MergeTree PARTITION BY day ORDER BY day",
            "INSERT INTO %1$s.raw VALUES ('2020-01-01 01:00:00', 1), ('2020-01-02 01:00:00', 1)",
            "INSERT INTO %1$s.daily VALUES ('2020-01-01', 7), ('2020-01-05', 9)");
    db = scene.db;
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void clonesTheTouchedPartitionsBeforeTheFirstTaskAndNeverAgain() throws Exception {
    scene.submit(id, yaml("lateRows: carry"));
    Task first = scene.task(id, 0);
    assertThat(rows(names.base())).isEqualTo("2020-01-01\t7");
    scene.planner.sql(
        "INSERT INTO %s.daily VALUES ('2020-01-01', 8), ('2020-01-02', 8)".formatted(db));
    scene.answers.work(first);
    ValidationRequest all = scene.validation(id, 0);
    scene.answers.judge(all, VerdictOutcome.PASSED, List.of());

    SwapRequest swap = scene.swap(id, 0);

    assertThat(swap.getLateRows()).isEqualTo(LateRowsPolicy.CARRY);
    assertThat(References.table(swap.getBaseTable())).isEqualTo(names.base());
    assertThat(rows(names.base())).isEqualTo("2020-01-01\t7");
    assertThat(
            scene.planner.sql(
                "SELECT count() FROM system.tables WHERE database = 'hindcast' AND name LIKE '%s%%base'"
                    .formatted(names.prefix())))
        .isEqualTo("1");
  }

  @Test
  void sendsNoBaseUnlessTheSpecWantsIt() throws Exception {
    SwapRequest swap = scene.swapping(id, yaml("lateRows: source"));

    assertThat(swap.getLateRows()).isEqualTo(LateRowsPolicy.SOURCE);
    assertThat(swap.getBaseTable()).isNull();
    assertThat(scene.planner.warehouse.describe(names.base())).isEmpty();
  }

  @Test
  void refusesToCarryWhatAViewBringsFromASource() throws Exception {
    scene.planner.sql(
        "CREATE TABLE %1$s.hop (day Date, n UInt64) ENGINE = Null".formatted(db),
        "CREATE MATERIALIZED VIEW %1$s.first TO %1$s.hop AS SELECT toDate(at) AS day, 1 AS n FROM %1$s.raw"
            .formatted(db),
        "CREATE MATERIALIZED VIEW %1$s.second TO %1$s.daily AS SELECT day, n FROM %1$s.hop"
            .formatted(db));

    scene.submit(id, yaml("lateRows: carry"));

    scene.awaitState(id, "REJECTED");
    assertThat(scene.planner.status(id).reason().orElseThrow().message())
        .contains(db + ".raw reaches " + db + ".daily through a materialized view");
  }

  private String rows(TableName table) throws Exception {
    return scene.planner.sql(
        "SELECT * FROM `%s`.`%s` ORDER BY ALL".formatted(table.database(), table.table()));
  }

  private String yaml(String swap) {
    return scene.yaml(1, 3, "waves: [100%%]\n  swap: {approval: auto, %s}".formatted(swap));
  }
}
