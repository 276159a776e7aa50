package io.hindcast.core.backfill;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a spec for one target.
 *
 * @param id chosen by whoever published the request; derived from it for further targets
 * @param request what was asked for
 * @param state where it stands
 * @param paused whether no further tasks are sent to workers
 * @param submittedAt when the planner took it
 * @param groupId id of the request, and of the first backfill, of several that are swapped in
 *     together; null for one on its own
 */
public record Backfill(
    UUID id,
    Request request,
    BackfillState state,
    boolean paused,
    Instant submittedAt,
    @Nullable UUID groupId) {

  /** A backfill on its own. */
  public Backfill(
      UUID id, Request request, BackfillState state, boolean paused, Instant submittedAt) {
    this(id, request, state, paused, submittedAt, null);
  }

  /** The same backfill in another state. */
  public Backfill in(BackfillState next) {
    return new Backfill(id, request, next, paused, submittedAt, groupId);
  }

  /** The same backfill, paused. */
  public Backfill pause() {
    return new Backfill(id, request, state, true, submittedAt, groupId);
  }

  /** The same backfill, no longer paused. */
  public Backfill resume() {
    return new Backfill(id, request, state, false, submittedAt, groupId);
  }

  /** Whether its first swap waits for those of others. */
  public boolean waitsForGroup() {
    return groupId != null && BackfillMachine.cancellable(state);
  }
}
