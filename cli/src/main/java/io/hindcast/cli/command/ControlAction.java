package io.hindcast.cli.command;

import java.util.Locale;

/** A change of course that a user can ask for. */
enum ControlAction {
  APPROVE(
      "Approve the swap of a backfill that waits for it, or swap forward again what was rolled back.",
      "It swaps now."),
  PAUSE("Hand out no more tasks; running ones end.", "Running tasks end, no new ones start."),
  RESUME("Go on with a paused backfill.", "It goes on."),
  CANCEL("End a backfill without a swap; its queries are killed.", "Its queries are killed.");

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
