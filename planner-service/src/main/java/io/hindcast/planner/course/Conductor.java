package io.hindcast.planner.course;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillCommand;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.backfill.BackfillGroup;
import io.hindcast.core.backfill.BackfillMachine;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.backfill.ReversalTable;
import io.hindcast.core.backfill.Review;
import io.hindcast.core.task.Chunks;
import io.hindcast.core.task.SharedRanges;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskMachine;
import io.hindcast.core.task.TaskTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies events to backfills: next state, history, and everything that the state machine commands
 * and that lives in the store, in the caller's transaction. Commands that touch the warehouse are
 * the {@link Driver}'s, which derives them from the state.
 */
public final class Conductor {
  private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

  private final Dispatcher dispatcher;
  private final Enquiries enquiries;
  private final InstantSource clock;
  private final GroupBoard board;

  /** Wired by the planner's main. */
  public Conductor(
      Dispatcher dispatcher, Enquiries enquiries, InstantSource clock, GroupBoard board) {
    this.dispatcher = dispatcher;
    this.enquiries = enquiries;
    this.clock = clock;
    this.board = board;
  }

  /**
   * Applies an event to a locked backfill and persists what follows, for others of its group too.
   *
   * @param by who caused it, for the history
   * @throws io.hindcast.core.backfill.IllegalTransitionException when the state does not take it
   */
  public Backfill apply(BackfillTransaction tx, Backfill backfill, BackfillEvent event, String by) {
    return apply(tx, backfill, event, new Cause(by, ""));
  }

  /**
   * Who caused an event, for the history.
   *
   * @param why in their own words, or empty
   */
  public record Cause(String by, String why) {}

  /** The same with the words of somebody who wanted it. */
  public Backfill apply(
      BackfillTransaction tx, Backfill backfill, BackfillEvent event, Cause cause) {
    Backfill next = applyOne(tx, backfill, event, cause);
    UUID groupId = next.groupId();
    if (groupId == null) {
      return next;
    }
    for (List<BackfillGroup.Move> moves = board.next(tx, groupId, cause.by());
        !moves.isEmpty();
        moves = board.next(tx, groupId, cause.by())) {
      moves.forEach(move -> applyOne(tx, move.backfill(), move.event(), cause));
    }
    return tx.find(next.id()).orElse(next);
  }

  private Backfill applyOne(
      BackfillTransaction tx, Backfill backfill, BackfillEvent event, Cause cause) {
    BackfillMachine.Step step =
        BackfillMachine.transition(backfill.id().toString(), backfill.state(), event);
    Backfill next = backfill.in(step.next());
    tx.save(next);
    note(tx, backfill, next, event, cause);
    step.commands().forEach(command -> execute(tx, next, command));
    return next;
  }

  /** Sends out as many tasks of a running backfill as there are free slots. */
  public void fillSlots(BackfillTransaction tx, Backfill backfill) {
    if (backfill.state() instanceof BackfillState.Running running) {
      dispatcher.fill(tx, backfill, running.course());
    }
  }

  private void execute(BackfillTransaction tx, Backfill backfill, BackfillCommand command) {
    switch (command) {
      case BackfillCommand.DispatchTasks ignored -> fillSlots(tx, backfill);
      case BackfillCommand.RerunTasks rerun ->
          rerun(tx, backfill, tx.tasks(backfill.id()).byIds(rerun.taskIds()), rerun.pass());
      case BackfillCommand.RetryTasks retry -> retry(tx, backfill, retry.pass());
      case BackfillCommand.RegroupRound regroup ->
          tx.tasks(backfill.id())
              .save(
                  tx.tasks(backfill.id()).inRound(regroup.round()).stream()
                      .map(task -> TaskMachine.regroup(task, regroup.pass()))
                      .toList());
      case BackfillCommand.RerunPartitions rerun -> rerunPartitions(tx, backfill, rerun);
      case BackfillCommand.ApproveContent approve -> {
        ResultTable results = tx.results(backfill.id());
        results.approve(results.pins(approve.round()).stream().map(Review.Approval::of).toList());
      }
      case BackfillCommand.RequestValidation request ->
          enquiries.requestValidation(tx, backfill, request);
      case BackfillCommand.RequestSwap request -> enquiries.requestSwap(tx, backfill, request);
      case BackfillCommand.RequestReversal request -> requestReversal(tx, backfill, request);
      case BackfillCommand.RerunRound rerun ->
          rerun(tx, backfill, tx.tasks(backfill.id()).inRound(rerun.round()), rerun.pass());
      case BackfillCommand.GiveUpRound ignored -> {}
      case BackfillCommand.OpenShadow ignored -> {}
      case BackfillCommand.CompareFences ignored -> {}
      case BackfillCommand.StopWork ignored -> {}
      case BackfillCommand.CleanUp ignored -> {}
    }
  }

  private void requestReversal(
      BackfillTransaction tx, Backfill backfill, BackfillCommand.RequestReversal request) {
    ReversalTable reversals = tx.reversals(backfill.id());
    int number = reversals.asked();
    reversals.requested(
        number,
        request.swapId(),
        request.direction(),
        request.undoes(),
        new ReversalTable.Ask(request.by(), clock.instant()));
    enquiries.requestReversal(tx, backfill, request, number);
  }

  /** Keys of the same time are counted together, so that they are computed together, too. */
  private void rerunPartitions(
      BackfillTransaction tx, Backfill backfill, BackfillCommand.RerunPartitions command) {
    Set<String> ids = Set.copyOf(command.partitionIds());
    Predicate<String> changed = id -> ids.isEmpty() || ids.contains(id);
    List<Task> round = tx.tasks(backfill.id()).inRound(command.round());
    List<Task> owners =
        round.stream().filter(task -> task.partitionIds().stream().anyMatch(changed)).toList();
    // A partition that nobody owns was put there: no task brings it back, and the whole is redone.
    List<Task> again = owners.isEmpty() ? round : SharedRanges.complete(owners, round);
    ResultTable results = tx.results(backfill.id());
    results.approve(
        results.approvals().stream()
            .filter(approval -> changed.test(approval.partitionId()))
            .map(Review.Approval::voided)
            .toList());
    rerun(tx, backfill, again, command.pass());
  }

  private void rerun(BackfillTransaction tx, Backfill backfill, List<Task> tasks, int pass) {
    if (!(backfill.state() instanceof BackfillState.Running running)) {
      throw new IllegalStateException("Tasks are run again only in a running backfill");
    }
    int round = running.course().round();
    TaskTable table = tx.tasks(backfill.id());
    table.save(Chunks.rerun(tasks, table.chunks(tasks), pass, round, clock.instant()));
  }

  private void retry(BackfillTransaction tx, Backfill backfill, int pass) {
    Instant now = clock.instant();
    TaskTable tasks = tx.tasks(backfill.id());
    tasks.save(
        tasks.inPass(pass).stream()
            .filter(task -> !TaskMachine.retry(task, now).equals(task))
            .map(task -> TaskMachine.retry(task, now))
            .toList());
  }

  private void note(
      BackfillTransaction tx, Backfill from, Backfill to, BackfillEvent event, Cause cause) {
    String reason = Reasons.of(event, to.state(), cause.why());
    LOG.info(
        "Backfill {}: {} -> {} by {} ({}) {}",
        to.id(),
        from.state().label(),
        to.state().label(),
        event.label(),
        cause.by(),
        reason);
    tx.audit(
        to.id(),
        new AuditEntry(
            clock.instant(),
            event.label(),
            from.state().label(),
            to.state().label(),
            cause.by(),
            reason));
  }
}
