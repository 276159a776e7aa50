package io.hindcast.planner.http;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.status.BackfillQueries;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.runtime.http.ApiRequest;
import io.hindcast.runtime.http.ApiResponse;
import io.hindcast.runtime.http.Route;
import io.hindcast.schemas.ControlAction;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions of people about a running backfill. */
public final class ControlRoutes {
  private static final Set<String> TERMINAL = Set.of("SWAPPED", "FAILED", "CANCELLED", "REJECTED");

  private final Submissions submissions;
  private final BackfillQueries queries;

  /** Wired by the planner's main. */
  public ControlRoutes(Submissions submissions, BackfillQueries queries) {
    this.submissions = submissions;
    this.queries = queries;
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
    CANCEL;

    ControlAction onTheWire() {
      return ControlAction.valueOf(name());
    }
  }

  private record Body(Action action, @Nullable String reason) {}

  private record Accepted(UUID backfillId, Action action) {}

  private ApiResponse control(ApiRequest request) {
    UUID id = Ids.of(request);
    Body body = request.json(Body.class);
    BackfillStatus status =
        queries
            .status(id)
            .orElseThrow(() ->
                new HindcastException(
                    ErrorCode.NOT_FOUND, "There is no backfill %s".formatted(id)));
    requirePossible(body.action(), status);
    submissions.control(id, body.action().onTheWire(), request.caller().name(), body.reason());
    return ApiResponse.accepted(new Accepted(id, body.action()));
  }

  /** A courtesy: the state may change before the control arrives, and it is decided there. */
  private static void requirePossible(Action action, BackfillStatus status) {
    boolean possible =
        switch (action) {
          case APPROVE -> status.state().equals("AWAITING_APPROVAL");
          case PAUSE, RESUME -> !TERMINAL.contains(status.state());
          case CANCEL ->
              !TERMINAL.contains(status.state())
                  && status.swaps().isEmpty()
                  && !status.state().equals("SWAPPING");
        };
    if (!possible) {
      throw new HindcastException(
          ErrorCode.ILLEGAL_STATE,
          "%s is not possible: backfill %s is %s"
              .formatted(action, status.backfillId(), status.state()));
    }
  }
}
