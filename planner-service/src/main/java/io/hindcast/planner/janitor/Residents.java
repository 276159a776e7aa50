package io.hindcast.planner.janitor;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.KeptTables;
import io.hindcast.core.backfill.LiveSwaps;
import io.hindcast.core.backfill.WorkingId;
import io.hindcast.core.backfill.WorkingName;
import io.hindcast.core.janitor.Resident;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskTable;
import io.hindcast.planner.course.Specs;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Loads what is to be known of the backfills that tables belong to. */
final class Residents {
  private final Specs specs;
  private final String workingDatabase;

  Residents(Specs specs, String workingDatabase) {
    this.specs = specs;
    this.workingDatabase = workingDatabase;
  }

  /** All backfills that one of the names may belong to. */
  List<Resident> of(BackfillTransaction tx, Collection<TableName> tables) {
    List<WorkingName> names =
        tables.stream().flatMap(table -> WorkingName.parse(table.table()).stream()).toList();
    Set<String> starts =
        names.stream().map(name -> WorkingId.start(name.digits())).collect(Collectors.toSet());
    return tx.beginningWith(starts).stream().map(found -> of(tx, found, names)).toList();
  }

  /** One backfill, as far as its kept tables are concerned. */
  Resident of(BackfillTransaction tx, Backfill backfill) {
    return of(tx, backfill, List.of());
  }

  private Resident of(BackfillTransaction tx, Backfill backfill, List<WorkingName> names) {
    BackfillNames own = BackfillNames.of(backfill, workingDatabase);
    Set<String> taskIds =
        names.stream()
            .filter(name -> WorkingId.names(name.digits(), backfill.id()))
            .flatMap(name ->
                name instanceof WorkingName.Staging staging
                    ? Stream.of(staging.taskId())
                    : Stream.empty())
            .collect(Collectors.toSet());
    KeptTables kept = tx.kept(backfill.id());
    TaskTable tasks = tx.tasks(backfill.id());
    return new Resident(
        backfill,
        own,
        tasks.byIds(taskIds).stream().collect(Collectors.toMap(Task::taskId, Function.identity())),
        tasks.split(taskIds),
        Set.copyOf(kept.present()),
        kept.released(),
        keptUntil(backfill, kept),
        backfill.state() instanceof BackfillState.Failed && !tx.failed(backfill.id()).givenUp(),
        superseded(tx, backfill));
  }

  /** A reversal needs what the swaps have left that readers see, and nothing else. */
  private static Set<TableName> superseded(BackfillTransaction tx, Backfill backfill) {
    List<UUID> live = LiveSwaps.ids(tx.results(backfill.id()).done());
    return Set.copyOf(tx.kept(backfill.id()).superseded(live));
  }

  private Optional<Instant> keptUntil(Backfill backfill, KeptTables kept) {
    return backfill.state().terminal()
        ? kept.lastSwapAt().map(last -> last.plus(specs.of(backfill).swap().keepPrevious()))
        : Optional.empty();
  }
}
