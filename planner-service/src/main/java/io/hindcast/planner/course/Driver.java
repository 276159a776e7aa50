package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.backfill.Moved;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.backfill.Review;
import io.hindcast.core.plan.PlanOutcome;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import io.hindcast.warehouse.WorkingTables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Does the next thing that a backfill's state waits for. What that is follows from the store alone,
 * so that after a crash the next drive goes on where the last one ended.
 */
public final class Driver {
  private static final String BY = "planner";
  private static final int EXPIRED_MAX = 1000;

  /** What a driver works with. */
  public record Tools(
      BackfillStore store,
      WorkingTables tables,
      PlanStep planning,
      FenceKeeper fences,
      Promoter promoter,
      Disposal disposal,
      Guards guards,
      CallBack callBack,
      ViewKeeper views,
      Rebuilder rebuilder,
      Retries retries,
      FailedKeeper failed) {}

  private final Tools tools;
  private final Conductor conductor;
  private final Specs specs;
  private final Failures failures;
  private final Retries retries;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final String workingDatabase;
  private final Set<TableName> opened = ConcurrentHashMap.newKeySet();

  /** Failed backfills of which nothing runs, and until when they are left alone. */
  private final Set<UUID> resting = ConcurrentHashMap.newKeySet();

  /** Wired by the planner's main. */
  public Driver(
      Tools tools,
      Conductor conductor,
      Specs specs,
      Failures failures,
      Sources sources,
      String workingDatabase) {
    this.tools = tools;
    this.conductor = conductor;
    this.specs = specs;
    this.failures = failures;
    this.retries = tools.retries();
    this.clock = sources.clock();
    this.ids = sources.ids();
    this.workingDatabase = workingDatabase;
  }

  /** Time and fresh ids. */
  public record Sources(InstantSource clock, Supplier<UUID> ids) {}

  /**
   * Does one step.
   *
   * @return whether there may be another at once
   */
  public boolean drive(UUID id) {
    Optional<Backfill> found = tools.store().inTransaction(tx -> tx.find(id));
    if (found.isEmpty()) {
      return false;
    }
    Backfill backfill = found.get();
    return switch (backfill.state()) {
      case BackfillState.Planning ignored -> plan(backfill);
      case BackfillState.Queued queued -> lookForEnd(backfill, queued.waitsFor());
      case BackfillState.Running running -> run(backfill, running.course());
      case BackfillState.Settling ignored -> compare(backfill);
      case BackfillState.FollowingUp ignored -> compare(backfill);
      case BackfillState.Validating ignored -> false;
      case BackfillState.AwaitingApproval ignored -> false;
      case BackfillState.AwaitingGroup ignored -> false;
      case BackfillState.TakingBack ignored -> false;
      case BackfillState.Swapping ignored -> false;
      case BackfillState.SwappingAgain ignored -> false;
      case BackfillState.RollingBack rolling -> giveUp(backfill, rolling);
      case BackfillState.Cancelling ignored -> stopWork(backfill);
      case BackfillState.Swapped ignored -> cleanUp(backfill);
      case BackfillState.RolledBack ignored -> cleanUp(backfill);
      case BackfillState.HotPartition ignored -> cleanUp(backfill);
      case BackfillState.Failed ignored -> rest(backfill);
      case BackfillState.Cancelled ignored -> cleanUp(backfill);
      case BackfillState.Rejected ignored -> cleanUp(backfill);
      case BackfillState.NothingToDo ignored -> cleanUp(backfill);
    };
  }

  /** Whether a plan of it is being made, which may take a while. */
  boolean isPlanning(UUID id) {
    return tools.planning().isUnderWay(id);
  }

  /** Gives a plan up that nobody wants any more, such as that of a cancelled backfill. */
  void disturb(UUID id) {
    Optional<Backfill> now = tools.store().inTransaction(tx -> tx.find(id));
    if (now.filter(it -> it.state() instanceof BackfillState.Planning).isEmpty()) {
      tools.planning().giveUp(id);
    }
  }

  private boolean plan(Backfill backfill) {
    BackfillSpec spec = specs.of(backfill);
    PlanOutcome outcome = tools.planning().survey(backfill, spec);
    return inState(
        backfill,
        BackfillState.Planning.class,
        (tx, locked) ->
            conductor.apply(tx, locked, tools.planning().decide(tx, locked, spec, outcome), BY));
  }

  /** Whether the other has ended meanwhile. */
  private boolean lookForEnd(Backfill backfill, UUID other) {
    boolean open =
        tools
            .store()
            .inTransaction(tx -> tx.find(other).filter(found -> !found.state().terminal()))
            .isPresent();
    return !open
        && inState(
            backfill,
            BackfillState.Queued.class,
            (tx, locked) -> conductor.apply(tx, locked, new BackfillEvent.Unblocked(), BY));
  }

  private boolean run(Backfill backfill, Course course) {
    resting.remove(backfill.id());
    openShadow(backfill, course.round());
    if (backfill.paused()) {
      tools.callBack().of(backfill, course.round());
    } else {
      tools.guards().open(backfill, course.round(), specs.of(backfill).target().table());
    }
    boolean promoted = tools.promoter().promoteStaged(backfill);
    boolean still = inState(backfill, BackfillState.Running.class, this::advance);
    return promoted && still;
  }

  private void advance(BackfillTransaction tx, Backfill locked) {
    Optional<Task> gaveUp = expire(tx, locked);
    if (gaveUp.isPresent()) {
      conductor.apply(tx, locked, Failures.gaveUp(gaveUp.get()), BY);
    } else if (locked.state() instanceof BackfillState.Running running
        && tx.tasks(locked.id()).unfinished(running.course().pass()) == 0) {
      conductor.apply(tx, locked, new BackfillEvent.PassComplete(ids.get()), BY);
    } else {
      conductor.fillSlots(tx, locked);
    }
  }

  private void openShadow(Backfill backfill, int round) {
    TableName shadow = BackfillNames.of(backfill, workingDatabase).shadow(round);
    if (!opened.contains(shadow)) {
      tools.tables().createLike(shadow, specs.of(backfill).target().table());
      opened.add(shadow);
    }
  }

  /** Takes back attempts that were not heard of; the first task that is thereby given up. */
  private Optional<Task> expire(BackfillTransaction tx, Backfill backfill) {
    Instant now = clock.instant();
    return tx
        .tasks(backfill.id())
        .dispatchedBefore(now.minus(failures.attemptTimeout()), EXPIRED_MAX)
        .stream()
        .flatMap(task -> retries.expired(tx, backfill, task).stream())
        .toList()
        .stream()
        .filter(task -> task.state() instanceof TaskState.GaveUp)
        .findFirst();
  }

  private boolean compare(Backfill backfill) {
    tools.views().check(backfill);
    Moved moved = tools.fences().moved(backfill);
    return inState(
        backfill,
        backfill.state().getClass(),
        (tx, locked) ->
            conductor.apply(
                tx,
                locked,
                new BackfillEvent.FencesCompared(
                    moved, locked.waitsForGroup() ? null : ids.get(), review(tx, locked)),
                BY));
  }

  private static Review review(BackfillTransaction tx, Backfill backfill) {
    ResultTable results = tx.results(backfill.id());
    int round = tx.course(backfill.id()).map(Course::round).orElse(0);
    return Review.of(results.pins(round), results.approvals());
  }

  /** While the rollback is awaited: what the follow-up has begun is of no use any more. */
  private boolean giveUp(Backfill backfill, BackfillState.RollingBack rolling) {
    if (rolling.origin() instanceof BackfillState.Running running) {
      tools.guards().forget(backfill.id());
      tools.disposal().giveUp(backfill, running.course().round());
    }
    return false;
  }

  /** Fails, and is tried again, as long as something still runs: see the problem in the status. */
  private boolean stopWork(Backfill backfill) {
    tools.guards().forget(backfill.id());
    Disposal.Ended ended = tools.disposal().cleanUp(backfill);
    return inState(
        backfill,
        BackfillState.Cancelling.class,
        (tx, locked) ->
            conductor.apply(
                tx,
                locked,
                new BackfillEvent.WorkStopped(),
                new Conductor.Cause(BY, ended.toString())));
  }

  /** As long as it can be retried nothing of it runs, and nothing is dropped. */
  private boolean rest(Backfill backfill) {
    return switch (tools.failed().keeping(backfill)) {
      case KEPT -> keep(backfill);
      case GIVEN_UP -> {
        resting.remove(backfill.id());
        yield cleanUp(backfill);
      }
      case GOES_ON -> true;
    };
  }

  private boolean keep(Backfill backfill) {
    if (!resting.contains(backfill.id())) {
      tools.views().check(backfill);
      tools.rebuilder().submit(backfill);
      tools.guards().forget(backfill.id());
      tools.disposal().rest(backfill);
      resting.add(backfill.id());
    }
    return false;
  }

  private boolean cleanUp(Backfill backfill) {
    tools.views().check(backfill);
    tools.rebuilder().submit(backfill);
    tools.guards().forget(backfill.id());
    tools.disposal().cleanUp(backfill);
    opened.removeIf(
        table -> table.table().startsWith(BackfillNames.of(backfill, workingDatabase).prefix()));
    tools
        .store()
        .inTransaction(tx -> {
          tx.markClean(backfill.id());
          return true;
        });
    return false;
  }

  private boolean inState(
      Backfill backfill, Class<? extends BackfillState> expected, LockedBody body) {
    return tools
        .store()
        .inTransaction(tx -> {
          Optional<Backfill> locked =
              tx.lock(backfill.id()).filter(now -> expected.isInstance(now.state()));
          locked.ifPresent(now -> body.run(tx, now));
          return locked.isPresent();
        });
  }

  @FunctionalInterface
  private interface LockedBody {
    void run(BackfillTransaction tx, Backfill locked);
  }
}
