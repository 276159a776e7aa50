package io.hindcast.core.janitor;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A backfill that has, or may have, tables in the working database.
 *
 * @param names how its tables are called
 * @param tasks by id
 * @param split ids of tasks that are gone because they were split into others
 * @param kept tables of its swaps, as the relay has named them
 * @param released whether those were given up
 * @param keptUntil until when they are kept; empty as long as the backfill has not ended
 * @param retryable whether it has failed and what it has computed is kept for a retry
 * @param superseded those of the kept tables that no rollback needs any more
 */
public record Resident(
    Backfill backfill,
    BackfillNames names,
    Map<String, Task> tasks,
    Set<String> split,
    Set<TableName> kept,
    boolean released,
    Optional<Instant> keptUntil,
    boolean retryable,
    Set<TableName> superseded) {

  /** One without tasks that were split, whose work is not kept. */
  public Resident(
      Backfill backfill,
      BackfillNames names,
      Map<String, Task> tasks,
      Set<TableName> kept,
      boolean released,
      Optional<Instant> keptUntil) {
    this(backfill, names, tasks, Set.of(), kept, released, keptUntil, false, Set.of());
  }

  /** One whose work is not kept. */
  public Resident(
      Backfill backfill,
      BackfillNames names,
      Map<String, Task> tasks,
      Set<String> split,
      Set<TableName> kept,
      boolean released,
      Optional<Instant> keptUntil) {
    this(backfill, names, tasks, split, kept, released, keptUntil, false, Set.of());
  }

  /** Copies the collections. */
  public Resident {
    tasks = Map.copyOf(tasks);
    split = Set.copyOf(split);
    kept = Set.copyOf(kept);
    superseded = Set.copyOf(superseded);
  }

  boolean ended() {
    return backfill.state().terminal();
  }

  /** Whether its working tables are of no use to it any more. */
  boolean done() {
    return ended() && !retryable;
  }

  /** Whether a rollback need not find the kept tables any more. */
  public boolean retentionOver(Instant now) {
    return released || (ended() && keptUntil.filter(until -> !now.isBefore(until)).isPresent());
  }
}
