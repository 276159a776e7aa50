package io.hindcast.core.backfill;

import java.time.Instant;
import java.util.UUID;

/**
 * One run of a spec.
 *
 * @param id chosen by whoever published the request
 * @param request what was asked for
 * @param state where it stands
 * @param paused whether no further tasks are sent to workers
 * @param submittedAt when the planner took it
 */
public record Backfill(
    UUID id, Request request, BackfillState state, boolean paused, Instant submittedAt) {

  /** The same backfill in another state. */
  public Backfill in(BackfillState next) {
    return new Backfill(id, request, next, paused, submittedAt);
  }

  /** The same backfill, paused. */
  public Backfill pause() {
    return new Backfill(id, request, state, true, submittedAt);
  }

  /** The same backfill, no longer paused. */
  public Backfill resume() {
    return new Backfill(id, request, state, false, submittedAt);
  }
}
