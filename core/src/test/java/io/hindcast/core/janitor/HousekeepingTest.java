package io.hindcast.core.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.backfill.Request;
import io.hindcast.core.backfill.WorkingId;
import io.hindcast.core.janitor.TableFate.Verdict;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
  private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");
  private static final UUID ID = UUID.fromString("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
  private static final BackfillNames NAMES = new BackfillNames(ID, "hindcast");
  private static final BackfillState OPEN = new BackfillState.Running(Course.start(1, 3, true));
  private static final BackfillState ENDED = new BackfillState.Swapped();
  private static final TableName KEPT = table("g0_previous");

  private static TableName table(String rest) {
    return new TableName("hindcast", NAMES.prefix() + rest);
  }

  private static Task task(int generation, int attempt, TaskState state) {
    Instant from = Instant.parse("2020-01-01T00:00:00Z");
    TimeRange day = new TimeRange(from, from.plusSeconds(86_400));
    return new Task("t00001", 0, 0, 0, day, List.of("20200101"), 1, generation, attempt, state);
  }

  private static Resident resident(BackfillState state, Task... tasks) {
    Map<String, Task> byId = new TreeMap<>();
    for (Task task : tasks) {
      byId.put(task.taskId(), task);
    }
    return new Resident(backfill(ID, state), NAMES, byId, Set.of(KEPT), false, Optional.empty());
  }

  private static Resident keeping(BackfillState state, boolean released, Instant until) {
    return new Resident(
        backfill(ID, state), NAMES, Map.of(), Set.of(KEPT), released, Optional.of(until));
  }

  private static Backfill backfill(UUID id, BackfillState state) {
    Request request = new Request("", "n", "o", "a.b", new TreeMap<>(), "by", "CLI", "t");
    return new Backfill(id, request, state, false, NOW);
  }

  private static Verdict verdict(TableName table, Resident... residents) {
    return new Housekeeping(List.of(residents), NOW).judge(table).verdict();
  }

  @Test
  void keptTablesGoWhenNoReversalNeedsThemAnyMore() {
    TableName last = table("r1_previous");
    Resident owner =
        new Resident(
            backfill(ID, ENDED),
            NAMES,
            Map.of(),
            Set.of(),
            Set.of(KEPT, last),
            false,
            Optional.of(NOW.plusSeconds(1)),
            false,
            Set.of(KEPT));

    assertThat(verdict(KEPT, owner)).isEqualTo(Verdict.DROPPED);
    assertThat(verdict(last, owner)).isEqualTo(Verdict.KEPT);
  }

  @Test
  void keptTablesGoWhenRetentionIsOver() {
    assertThat(verdict(KEPT, keeping(ENDED, false, NOW))).isEqualTo(Verdict.DROPPED);
    assertThat(verdict(KEPT, keeping(ENDED, false, NOW.plusMillis(1)))).isEqualTo(Verdict.KEPT);
    assertThat(verdict(KEPT, keeping(OPEN, false, NOW))).isEqualTo(Verdict.KEPT);
    assertThat(verdict(KEPT, keeping(ENDED, true, NOW.plusMillis(1)))).isEqualTo(Verdict.DROPPED);
    assertThat(verdict(KEPT, resident(ENDED))).isEqualTo(Verdict.KEPT);
  }

  @Test
  void workingTablesGoWithTheirBackfill() {
    Task task = task(0, 1, new TaskState.Promoted());
    for (TableName table :
        List.of(table("g0_shadow"), table("base"), table("t00001_g0_a1_nonce"))) {
      assertThat(verdict(table, resident(ENDED, task))).as("%s", table).isEqualTo(Verdict.DROPPED);
    }
    TableName assembly = NAMES.assembly("t00001", "1f2e");
    assertThat(verdict(assembly, resident(ENDED))).isEqualTo(Verdict.DROPPED);
    assertThat(verdict(assembly, resident(OPEN))).isEqualTo(Verdict.KEPT);
    assertThat(verdict(table("g0_shadow"), resident(OPEN))).isEqualTo(Verdict.KEPT);
    assertThat(verdict(table("base"), resident(OPEN))).isEqualTo(Verdict.KEPT);
  }

  @Test
  void tablesOfTheRelayAreItsOwnUntilTheEndAndOrphansAfterwards() {
    for (String name : List.of("g0_sealed_1a2b3c4d_e1_0", "r0_shadow", "g0_published", "carry")) {
      assertThat(verdict(table(name), resident(OPEN))).as(name).isEqualTo(Verdict.KEPT);
      assertThat(verdict(table(name), resident(ENDED))).as(name).isEqualTo(Verdict.ORPHAN);
    }
  }

  @Test
  void whatNobodyKnowsIsAnOrphan() {
    for (String name : List.of("bf_", "bf_x_g0_shadow", "bf_ffffffffffff_g0_shadow")) {
      assertThat(verdict(new TableName("hindcast", name), resident(ENDED)))
          .as(name)
          .isEqualTo(Verdict.ORPHAN);
    }
    assertThat(verdict(table("t00009_g0_a1_x"), resident(ENDED))).isEqualTo(Verdict.ORPHAN);
    UUID twin = UUID.fromString("0190a1b2-c3d4-7e5f-8a9b-ffffffffffff");
    Resident other =
        new Resident(
            backfill(twin, ENDED),
            new BackfillNames(twin, "hindcast"),
            Map.of(),
            Set.of(),
            false,
            Optional.empty());
    assertThat(verdict(table("g0_shadow"), resident(ENDED), other)).isEqualTo(Verdict.DROPPED);
    TableName earlier = new TableName("hindcast", "bf_%s_g0_shadow".formatted(WorkingId.start(ID)));
    assertThat(verdict(earlier, resident(ENDED))).isEqualTo(Verdict.DROPPED);
    assertThat(verdict(earlier, resident(ENDED), other)).isEqualTo(Verdict.ORPHAN);
  }

  @Test
  void whatATaskHasLeftThatWasSplitIsDropped() {
    Resident owner =
        new Resident(
            backfill(ID, OPEN),
            NAMES,
            Map.of(),
            Set.of("t00001"),
            Set.of(),
            false,
            Optional.empty());

    assertThat(verdict(table("t00001_g0_a1_x"), owner)).isEqualTo(Verdict.DROPPED);
    assertThat(verdict(table("t00001_1_g0_a1_x"), owner)).isEqualTo(Verdict.ORPHAN);
  }

  @Test
  void anAttemptIsDeadOnlyWhenNothingThatItSaysCanCountAnyMore() {
    TaskState running = new TaskState.Dispatched(NOW);
    TaskState staged = new TaskState.Staged(table("t00001_g1_a2_accepted"));
    attempt("g0_a9_x", task(1, 2, running), Verdict.DROPPED);
    attempt("g1_a1_x", task(1, 2, running), Verdict.DROPPED);
    attempt("g1_a2_x", task(1, 2, running), Verdict.KEPT);
    attempt("g1_a3_x", task(1, 2, running), Verdict.KEPT);
    attempt("g2_a1_x", task(1, 2, running), Verdict.KEPT);
    attempt("g1_a2_accepted", task(1, 2, staged), Verdict.KEPT);
    attempt("g1_a2_zombie", task(1, 2, staged), Verdict.DROPPED);
    attempt("g1_a2_x", task(1, 2, new TaskState.Promoted()), Verdict.DROPPED);
    Task chunk = task(1, 2, new TaskState.Promoted(table("t00001_g1_a2_kept")));
    attempt("g1_a2_kept", chunk, Verdict.KEPT);
    attempt("g1_a2_other", chunk, Verdict.DROPPED);
    attempt("g1_a2_x", task(1, 2, new TaskState.Pending(NOW)), Verdict.DROPPED);
    attempt("g1_a3_x", task(1, 2, new TaskState.Pending(NOW)), Verdict.KEPT);
  }

  private static void attempt(String name, Task task, Verdict expected) {
    assertThat(verdict(table("t00001_" + name), resident(OPEN, task)))
        .as("%s of %s", name, task)
        .isEqualTo(expected);
  }
}
