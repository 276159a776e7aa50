package io.hindcast.core.backfill;

import java.time.Instant;

/**
 * One line of a backfill's history.
 *
 * @param at when
 * @param event what happened
 * @param from state before, empty where there was none
 * @param to state after
 * @param by who caused it: a person, or a service
 * @param reason why, for people; may be empty
 */
public record AuditEntry(
    Instant at, String event, String from, String to, String by, String reason) {
  /** A swap goes on, but has to repeat a step; the reason says why. */
  public static final String SWAP_REPEATS = "SwapRepeats";
}
