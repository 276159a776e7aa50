package io.hindcast.cli.command;

import java.util.Locale;

/** A change of course that a user can ask for. */
enum ControlAction {
  APPROVE(
      "Approve the swap of a backfill that waits for it, or swap forward again what was rolled"
          + " back.",
      "It swaps now."),
  PAUSE(
      "Start no more tasks; those that run end.",
      "Tasks that run end, those that are queued come back; 'status' tells how many still run."),
  RESUME("Go on with a paused backfill.", "It goes on."),
  RETRY(
      "Let a failed backfill go on from where it failed: only what failed runs again.",
      "It goes on with what failed; what is done stays done."),
  CANCEL(
      "End a backfill without a swap: its queries are killed, and none can start any more.",
      "Its queries are killed; it is CANCELLED once none runs and none can start.");

  private final String description;
  private final String effect;

  ControlAction(String description, String effect) {
    this.description = description;
    this.effect = effect;
  }

  /** The command's name. */
  String verb() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }

  String effect() {
    return effect;
  }
}
