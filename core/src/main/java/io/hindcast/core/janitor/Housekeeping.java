package io.hindcast.core.janitor;

import io.hindcast.core.backfill.WorkingId;
import io.hindcast.core.backfill.WorkingName;
import io.hindcast.core.janitor.TableFate.Verdict;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Judges the tables of the working database. Only what a backfill is known to have made, and what
 * can be shown to be of no use to it, is dropped; everything else is kept or named.
 */
public final class Housekeeping {
  private final Map<String, List<Resident>> residents;
  private final Instant now;

  /** With all backfills whose ids begin with digits that a table's name contains. */
  public Housekeeping(Collection<Resident> residents, Instant now) {
    this.residents =
        residents.stream()
            .collect(Collectors.groupingBy(it -> WorkingId.start(it.backfill().id())));
    this.now = now;
  }

  /** What becomes of the table. */
  public TableFate judge(TableName table) {
    Optional<WorkingName> name = WorkingName.parse(table.table());
    if (name.isEmpty()) {
      return orphan(table, Optional.empty(), "Its name is not one that Hindcast gives");
    }
    String digits = name.get().digits();
    List<Resident> owners =
        residents.getOrDefault(WorkingId.start(digits), List.of()).stream()
            .filter(it -> WorkingId.names(digits, it.backfill().id()))
            .toList();
    if (owners.size() != 1) {
      return orphan(
          table,
          Optional.empty(),
          owners.isEmpty()
              ? "No backfill with an id that begins with %s is known"
                  .formatted(WorkingId.start(digits))
              : "Several backfills have ids that begin with " + digits);
    }
    return judge(table, name.get(), owners.getFirst());
  }

  private TableFate judge(TableName table, WorkingName name, Resident owner) {
    if (owner.kept().contains(table)) {
      return kept(table, owner);
    }
    return switch (name) {
      case WorkingName.Staging staging -> staging(table, staging, owner);
      case WorkingName.Assembly ignored -> working(table, owner, "table for chunks");
      case WorkingName.Shadow ignored -> working(table, owner, "shadow table");
      case WorkingName.Guard ignored -> working(table, owner, "guard");
      case WorkingName.BaseClone ignored -> working(table, owner, "base");
      case WorkingName.Other ignored ->
          owner.ended()
              ? orphan(
                  table,
                  id(owner),
                  "Left by a relay: the backfill is %s and all of its swaps are over, but no swap has named this table"
                      .formatted(state(owner)))
              : fate(table, owner, Verdict.KEPT, "The relay may be using it");
    };
  }

  private TableFate kept(TableName table, Resident owner) {
    if (owner.retentionOver(now)) {
      return fate(
          table,
          owner,
          Verdict.DROPPED,
          "Its retention is over (swap.keepPrevious or planner.kept-versions)");
    }
    if (owner.superseded().contains(table)) {
      return fate(
          table,
          owner,
          Verdict.DROPPED,
          "It was kept for a rollback, or a swap forward again, that is done");
    }
    return fate(
        table,
        owner,
        Verdict.KEPT,
        owner
            .keptUntil()
            .map(until -> "Kept for a rollback until " + until)
            .orElse("Kept for a rollback; the backfill has not ended"));
  }

  private static TableFate working(TableName table, Resident owner, String what) {
    return owner.done()
        ? fate(
            table,
            owner,
            Verdict.DROPPED,
            "It is a %s and the backfill is %s".formatted(what, state(owner)))
        : fate(table, owner, Verdict.KEPT, "The backfill is " + state(owner));
  }

  private static TableFate staging(TableName table, WorkingName.Staging name, Resident owner) {
    Task task = owner.tasks().get(name.taskId());
    if (task == null && owner.split().contains(name.taskId())) {
      return fate(
          table,
          owner,
          Verdict.DROPPED,
          "Task %s was split into others, so that nothing of it counts".formatted(name.taskId()));
    }
    if (task == null) {
      return orphan(table, id(owner), "The backfill has no task '%s'".formatted(name.taskId()));
    }
    if (owner.done()) {
      return working(table, owner, "staging table");
    }
    return dead(table, name, task)
        ? fate(
            table,
            owner,
            Verdict.DROPPED,
            "Attempt %d of generation %d of task %s no longer counts: the task is %s in attempt %d of generation %d"
                .formatted(
                    name.attempt(),
                    name.generation(),
                    task.taskId(),
                    task.state().label(),
                    task.attempt(),
                    task.generation()))
        : fate(table, owner, Verdict.KEPT, "An attempt may be writing to it");
  }

  /**
   * Whether nothing that this attempt says can be accepted any more. Generations and attempts only
   * grow, so that what is dead now stays dead.
   */
  private static boolean dead(TableName table, WorkingName.Staging name, Task task) {
    if (name.generation() != task.generation()) {
      return name.generation() < task.generation();
    }
    return switch (task.state()) {
      case TaskState.Dispatched ignored -> name.attempt() < task.attempt();
      case TaskState.Staged staged ->
          name.attempt() <= task.attempt() && !staged.staging().equals(table);
      case TaskState.Pending ignored -> name.attempt() <= task.attempt();
      case TaskState.Promoted promoted ->
          name.attempt() <= task.attempt() && !table.equals(promoted.kept());
      case TaskState.GaveUp ignored -> name.attempt() <= task.attempt();
    };
  }

  private static String state(Resident owner) {
    return owner.backfill().state().label();
  }

  private static Optional<UUID> id(Resident owner) {
    return Optional.of(owner.backfill().id());
  }

  private static TableFate orphan(TableName table, Optional<UUID> id, String reason) {
    return new TableFate(table, id, Verdict.ORPHAN, reason);
  }

  private static TableFate fate(TableName table, Resident owner, Verdict verdict, String reason) {
    return new TableFate(table, id(owner), verdict, reason);
  }
}
