package io.hindcast.planner.course;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ClaimTable;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.backfill.FailedWork;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.RetryRule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what failed backfills have computed for a while, and lets them go on from there. */
public final class FailedKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(FailedKeeper.class);

  private final BackfillStore store;
  private final Conductor conductor;
  private final Duration keep;
  private final InstantSource clock;

  /**
   * @param keep how long after a failure
   */
  public FailedKeeper(
      BackfillStore store, Conductor conductor, Duration keep, InstantSource clock) {
    this.store = store;
    this.conductor = conductor;
    this.keep = keep;
    this.clock = clock;
  }

  /** Whether what a backfill has computed is still needed. */
  enum Keeping {
    /** It can be retried. */
    KEPT,
    /** It cannot, and never will be. */
    GIVEN_UP,
    /** It has been retried since it was seen as failed. */
    GOES_ON
  }

  /** What holds now; giving up happens here and is never taken back. */
  Keeping keeping(Backfill backfill) {
    return store.inTransaction(tx ->
        tx.lock(backfill.id())
            .filter(now -> now.state() instanceof BackfillState.Failed)
            .map(now -> keeping(tx, now))
            .orElse(Keeping.GOES_ON));
  }

  private Keeping keeping(BackfillTransaction tx, Backfill failed) {
    FailedWork work = tx.failed(failed.id());
    boolean kept =
        failed.groupId() == null
            && !work.givenUp()
            && work.since().filter(since -> clock.instant().isBefore(since.plus(keep))).isPresent();
    if (kept) {
      return Keeping.KEPT;
    }
    work.giveUp();
    return Keeping.GIVEN_UP;
  }

  /** Why a retry would be refused now. */
  public Optional<Refusal> refusal(BackfillTransaction tx, Backfill backfill) {
    ClaimTable claims = tx.claims(backfill.request().target());
    List<String> partitions = claims.claimed(backfill.id());
    return RetryRule.refusal(
        backfill,
        new RetryRule.Facts(
            tx.course(backfill.id()),
            tx.failed(backfill.id()).givenUp(),
            tx.reversals(backfill.id()).asked() > 0,
            claims.atWork(backfill.id(), partitions),
            claims.swappedSince(backfill.id(), partitions)));
  }

  /** Lets the locked backfill go on, or notes why it cannot. */
  public void retry(BackfillTransaction tx, Backfill backfill, Conductor.Cause cause) {
    tx.claims(backfill.request().target()).lock();
    Optional<Refusal> refusal = refusal(tx, backfill);
    if (refusal.isPresent()) {
      note(tx, backfill, cause.by(), refusal.get());
      return;
    }
    Course course = tx.course(backfill.id()).orElseThrow();
    boolean passComplete = tx.tasks(backfill.id()).unfinished(course.pass()) == 0;
    conductor.apply(
        tx, backfill, new BackfillEvent.RetryRequested(cause.by(), course, passComplete), cause);
  }

  /** Gives up what the locked, failed backfill has kept; done already, it is no mistake. */
  public void giveUp(BackfillTransaction tx, Backfill backfill, Conductor.Cause cause) {
    FailedWork work = tx.failed(backfill.id());
    if (!work.givenUp()) {
      work.giveUp();
      String state = backfill.state().label();
      tx.audit(
          backfill.id(),
          new AuditEntry(clock.instant(), "GivenUp", state, state, cause.by(), cause.why()));
    }
  }

  private void note(BackfillTransaction tx, Backfill backfill, String by, Refusal refusal) {
    String state = backfill.state().label();
    String reason = "%s: %s".formatted(refusal.code(), refusal.message());
    LOG.info("Backfill {}: retry refused in {}: {}", backfill.id(), state, reason);
    tx.audit(
        backfill.id(), new AuditEntry(clock.instant(), "RetryRefused", state, state, by, reason));
  }
}
