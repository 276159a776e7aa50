package io.hindcast.planner.http;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillGroup;
import io.hindcast.core.backfill.BackfillMachine;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.Review;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.planner.course.FailedKeeper;
import io.hindcast.planner.course.Rollbacks;
import io.hindcast.runtime.http.ApiRequest;
import io.hindcast.runtime.http.ApiResponse;
import io.hindcast.runtime.http.Route;
import io.hindcast.schemas.ControlAction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions of people about a backfill. */
public final class ControlRoutes {
  private final Submissions submissions;
  private final BackfillStore store;
  private final Rollbacks rollbacks;
  private final FailedKeeper failed;

  /** Wired by the planner's main. */
  public ControlRoutes(
      Submissions submissions, BackfillStore store, Rollbacks rollbacks, FailedKeeper failed) {
    this.submissions = submissions;
    this.store = store;
    this.rollbacks = rollbacks;
    this.failed = failed;
  }

  /** The resource's operations. */
  public List<Route> routes() {
    return List.of(Route.post("/v1/backfills/:id/controls", this::control));
  }

  /** What callers may ask for. */
  enum Action {
    APPROVE,
    PAUSE,
    RESUME,
    CANCEL,
    RETRY,
    ROLLBACK;

    ControlAction onTheWire() {
      return ControlAction.valueOf(name());
    }
  }

  private record Body(Action action, @Nullable String reason, @Nullable String content) {}

  private record Accepted(UUID backfillId, Action action) {}

  private ApiResponse control(ApiRequest request) {
    UUID id = Ids.of(request);
    Body body = request.json(Body.class);
    requirePossible(body, id);
    submissions.control(
        id,
        new Submissions.Wish(body.action().onTheWire(), body.reason(), body.content()),
        request.caller().name());
    return ApiResponse.accepted(new Accepted(id, body.action()));
  }

  /** A courtesy: the state may change before the control arrives, and it is decided there. */
  private void requirePossible(Body body, UUID id) {
    Action action = body.action();
    store
        .inTransaction(tx -> refusal(tx, body, find(tx, id)))
        .ifPresent(refusal -> {
          throw new HindcastException(
              refusal.code(),
              "%s of backfill %s is not possible: %s".formatted(action, id, refusal.message()));
        });
  }

  private Optional<Refusal> refusal(BackfillTransaction tx, Body body, Backfill backfill) {
    BackfillState state = backfill.state();
    return switch (body.action()) {
      case RETRY -> failed.refusal(tx, backfill);
      case ROLLBACK -> rollbacks.backRefusal(tx, backfill);
      case APPROVE -> approval(tx, backfill, body.content());
      case PAUSE, RESUME -> unless(!state.terminal(), state);
      case CANCEL ->
          unless(
              BackfillMachine.cancellable(state)
                  || state instanceof BackfillState.Cancelling
                  || state instanceof BackfillState.Failed,
              state);
    };
  }

  private Optional<Refusal> approval(
      BackfillTransaction tx, Backfill backfill, @Nullable String content) {
    UUID groupId = backfill.groupId();
    List<Backfill> members = groupId == null ? List.of(backfill) : tx.group(groupId);
    return BackfillGroup.wasSwapped(members)
        ? rollbacks.forwardRefusal(tx, backfill)
        : BackfillGroup.approvalRefusal(members)
            .or(() -> Review.refusal(backfill.state(), content));
  }

  private static Optional<Refusal> unless(boolean possible, BackfillState state) {
    return possible
        ? Optional.empty()
        : Optional.of(new Refusal(ErrorCode.ILLEGAL_STATE, "It is " + state.label()));
  }

  private static Backfill find(BackfillTransaction tx, UUID id) {
    return tx.find(id)
        .orElseThrow(() ->
            new HindcastException(
                ErrorCode.NOT_FOUND,
                "There is no backfill %s; GET /v1/backfills lists them".formatted(id)));
  }
}
