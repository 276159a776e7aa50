package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillCommand;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskTable;
import io.hindcast.planner.message.ResultLetters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks validators for verdicts and relays for swaps. */
public final class Enquiries {
  private final Specs specs;
  private final ResultLetters letters;
  private final String workingDatabase;

  /** Wired by the planner's main. */
  public Enquiries(Specs specs, ResultLetters letters, String workingDatabase) {
    this.specs = specs;
    this.letters = letters;
    this.workingDatabase = workingDatabase;
  }

  void requestValidation(
      BackfillTransaction tx, Backfill backfill, BackfillCommand.RequestValidation request) {
    List<Task> tasks = tx.tasks(backfill.id()).inPass(request.pass());
    TaskTable table = tx.tasks(backfill.id());
    List<String> ids = tasks.stream().map(Task::taskId).toList();
    int round = tasks.getFirst().round();
    ResultLetters.Judged judged =
        new ResultLetters.Judged(
            request.pass(),
            names(backfill).shadow(round),
            base(backfill, round),
            tasks,
            table.fences(ids),
            table.counts(ids));
    tx.send(letters.validation(backfill, judged, request.validationId(), specs.of(backfill)));
  }

  /** What later rounds carry is told from what the first one has published. */
  private @Nullable TableName base(Backfill backfill, int round) {
    boolean carries = specs.of(backfill).swap().lateRows() == SwapPolicy.LateRows.CARRY;
    return carries && round == 0 ? names(backfill).base() : null;
  }

  void requestSwap(BackfillTransaction tx, Backfill backfill, BackfillCommand.RequestSwap request) {
    tx.send(
        letters.swap(
            backfill,
            specs.of(backfill),
            new ResultLetters.Swap(
                request.swapId(),
                request.round(),
                names(backfill).shadow(request.round()),
                request.group()),
            names(backfill).base(),
            tx.results(backfill.id()).pins(request.round())));
  }

  /** Asks for a swap that takes others back, the so-manyth of the backfill. */
  void requestReversal(
      BackfillTransaction tx,
      Backfill backfill,
      BackfillCommand.RequestReversal request,
      int number) {
    tx.send(
        letters.reversal(
            backfill,
            specs.of(backfill),
            new ResultLetters.Swap(
                request.swapId(), number, names(backfill).reversal(number), request.group()),
            request));
  }

  private BackfillNames names(Backfill backfill) {
    return BackfillNames.of(backfill, workingDatabase);
  }
}
