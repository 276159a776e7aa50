package io.hindcast.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hindcast.core.task.RowFilter;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.schemas.ClauseSense;
import io.hindcast.schemas.RowClause;
import io.hindcast.schemas.StrayPolicy;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.Task;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskOrderTest {
  @Test
  void readsATask() {
    TaskOrder order = TaskOrder.of(task().setZone("Europe/Berlin").build());

    assertThat(order.range()).hasToString("[2001-01-01T00:00:00Z, 2001-01-03T00:00:00Z)");
    assertThat(order.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(order.owned()).containsExactlyInAnyOrder("20010101", "20010102");
    assertThat(order.target()).hasToString("db.target");
    assertThat(order.sources()).hasToString("[db.source]");
    assertThat(order.filtersStrays()).isFalse();
  }

  @Test
  void readsWhichRowsToTake() {
    TaskOrder order = TaskOrder.of(task().setFilter(List.of(clause(ClauseSense.EXCEPT))).build());

    assertThat(order.filter())
        .isEqualTo(
            new RowFilter(
                List.of(
                    new RowFilter.Clause(
                        List.of(new RowFilter.Term("n % 2", "UInt8")),
                        RowFilter.Sense.EXCEPT,
                        List.of(List.of("1"))))));
    assertThat(new Attempt(order, 1, "c0ffee").toWarehouse().filter()).isEqualTo(order.filter());
    assertThat(TaskOrder.of(task().build()).filter()).isEqualTo(RowFilter.NONE);
  }

  private static RowClause clause(ClauseSense sense) {
    return new RowClause(List.of("n % 2"), List.of("UInt8"), sense, List.of(List.of("1")));
  }

  @Test
  void refusesWhatNoWorkerCouldDo() {
    assertRefused(task().setFilter(List.of(clause(ClauseSense.UNKNOWN))), "newer version");
    RowClause narrow =
        new RowClause(
            List.of("a", "b"), List.of("x", "y"), ClauseSense.AMONG, List.of(List.of("1")));
    assertRefused(task().setFilter(List.of(narrow)), "one value for each");
    assertRefused(task().setColumns(List.of()), "no columns");
    assertRefused(task().setPartitions(List.of()), "no partitions");
    assertRefused(task().setStray(StrayPolicy.UNKNOWN), "newer version");
    assertRefused(task().setZone("Mars/Olympus"), "Mars/Olympus");
    assertRefused(task().setToTime(task().getFromTime()), "empty");
    assertRefused(task().setSourceTo(task().getSourceFrom()), "empty");
  }

  @Test
  void namesQueryAndStagingTableAfterTheDelivery() {
    Attempt attempt = new Attempt(TaskOrder.of(task().build()), 1, "c0ffee");

    assertThat(attempt.queryId()).isEqualTo(TestTasks.NAMES.queryIdPrefix() + "t00001-a2-c0ffee");
    assertThat(attempt.staging())
        .hasToString(TestTasks.NAMES.stagingPrefix("t00001", 3, 2) + "_c0ffee");
    assertThat(attempt.toWarehouse().partitionsMax()).isEqualTo(102);
    assertThat(attempt.toWarehouse().columns()).containsExactly("day", "n");
  }

  private static Task.Builder task() {
    return TestTasks.task("db", "SELECT 1").setSources(List.of(new TableRef("db", "source", "")));
  }

  private static void assertRefused(Task.Builder task, String words) {
    assertThatExceptionOfType(PoisonMessageException.class)
        .isThrownBy(() -> TaskOrder.of(task.build()))
        .withMessageContaining(words)
        .satisfies(error -> assertThat(error.code()).isEqualTo("MESSAGE_MALFORMED"));
  }
}
