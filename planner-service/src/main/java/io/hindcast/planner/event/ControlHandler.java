package io.hindcast.planner.event;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.backfill.BackfillGroup;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.IllegalTransitionException;
import io.hindcast.core.backfill.Review;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.text.PlainText;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.planner.course.Conductor;
import io.hindcast.planner.course.Drivers;
import io.hindcast.planner.course.FailedKeeper;
import io.hindcast.planner.course.Rollbacks;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.ControlAction;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes what people decide about a backfill, each decision once. */
public final class ControlHandler implements MessageHandler<Control> {
  private static final String CONSUMER = "controls";
  private static final String GRANTED = "The budget is granted once more; ";

  private final BackfillStore store;
  private final Conductor conductor;
  private final Rollbacks rollbacks;
  private final FailedKeeper failed;
  private final Drivers drivers;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public ControlHandler(
      BackfillStore store,
      Conductor conductor,
      Rollbacks rollbacks,
      FailedKeeper failed,
      Drivers drivers,
      InstantSource clock) {
    this.store = store;
    this.conductor = conductor;
    this.rollbacks = rollbacks;
    this.failed = failed;
    this.drivers = drivers;
    this.clock = clock;
  }

  @Override
  public void handle(Delivery<Control> delivery) {
    Control control = delivery.message();
    UUID id = control.getMeta().getBackfillId();
    store.inTransaction(tx -> {
      if (tx.firstTime(CONSUMER, delivery.eventId())) {
        take(tx, id, control);
      }
      return true;
    });
    drivers.nudge(id);
  }

  private void take(BackfillTransaction tx, UUID id, Control control) {
    Backfill backfill =
        tx.lock(id)
            .orElseThrow(
                () -> poison(ErrorCode.NOT_FOUND, "There is no backfill %s".formatted(id)));
    Conductor.Cause cause = new Conductor.Cause(by(control), reason(control));
    switch (control.getAction()) {
      case APPROVE -> approve(tx, backfill, control.getContent(), cause);
      case ROLLBACK -> rollbacks.back(tx, backfill, cause);
      case CANCEL -> cancel(tx, backfill, cause);
      case PAUSE, RESUME -> pauseAll(tx, backfill, control);
      case RETRY -> failed.retry(tx, backfill, cause);
      case UNKNOWN ->
          throw poison(
              ErrorCode.ILLEGAL_STATE,
              "This planner does not know how to %s a backfill".formatted(control.getAction()));
    }
  }

  /** What has failed is over already, but for what it keeps for a retry. */
  private void cancel(BackfillTransaction tx, Backfill backfill, Conductor.Cause cause) {
    if (backfill.state() instanceof BackfillState.Failed) {
      failed.giveUp(tx, backfill, cause);
    } else {
      apply(tx, backfill, new BackfillEvent.CancelRequested(cause.by()), cause);
    }
  }

  /** A group is approved as a whole, once the results of all are there. */
  private void approve(
      BackfillTransaction tx, Backfill backfill, @Nullable String content, Conductor.Cause cause) {
    List<Backfill> members = members(tx, backfill);
    if (BackfillGroup.wasSwapped(members)) {
      rollbacks.forward(tx, backfill, cause);
      return;
    }
    BackfillGroup.approvalRefusal(members)
        .or(() -> Review.refusal(backfill.state(), content))
        .ifPresent(refusal -> {
          throw poison(refusal.code(), refusal.message());
        });
    for (Backfill member : members) {
      if (member.state() instanceof BackfillState.AwaitingApproval awaiting) {
        apply(tx, member, new BackfillEvent.Approved(cause.by(), awaiting.content()), cause);
      }
    }
  }

  private static List<Backfill> members(BackfillTransaction tx, Backfill backfill) {
    UUID groupId = backfill.groupId();
    return groupId == null ? List.of(backfill) : tx.group(groupId);
  }

  private void apply(
      BackfillTransaction tx, Backfill backfill, BackfillEvent event, Conductor.Cause cause) {
    try {
      conductor.apply(tx, backfill, event, cause);
    } catch (IllegalTransitionException e) {
      throw poison(ErrorCode.ILLEGAL_STATE, String.valueOf(e.getMessage()));
    }
  }

  private void pauseAll(BackfillTransaction tx, Backfill backfill, Control control) {
    boolean pause = control.getAction() == ControlAction.PAUSE;
    List<Backfill> open =
        members(tx, backfill).stream().filter(member -> !member.state().terminal()).toList();
    (open.isEmpty() ? List.of(backfill) : open)
        .forEach(member -> pause(tx, member, pause ? member.pause() : member.resume(), control));
  }

  private void pause(BackfillTransaction tx, Backfill backfill, Backfill next, Control control) {
    if (backfill.state().terminal()) {
      throw poison(
          ErrorCode.ILLEGAL_STATE,
          "Backfill %s has ended as %s".formatted(backfill.id(), backfill.state().label()));
    }
    tx.save(next);
    boolean granted = !next.paused() && tx.pace().grantBudget(next.id());
    String event = control.getAction() == ControlAction.PAUSE ? "Paused" : "Resumed";
    String state = next.state().label();
    String reason = granted ? GRANTED + reason(control) : reason(control);
    tx.audit(next.id(), new AuditEntry(clock.instant(), event, state, state, by(control), reason));
  }

  private static String reason(Control control) {
    String reason = control.getReason();
    return reason == null ? "" : PlainText.line(reason, PlainText.REASON_MAX);
  }

  private static String by(Control control) {
    return PlainText.line(control.getRequestedBy(), PlainText.NAME_MAX);
  }

  private static PoisonMessageException poison(ErrorCode code, String message) {
    return new PoisonMessageException(code.name(), message);
  }
}
