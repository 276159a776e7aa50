package io.hindcast.cli.api;

/** What a backfill's state means to somebody who waits for it. */
public enum Outcome {
  /** Still at work. */
  RUNNING,
  /** Waits for somebody's approval. */
  WAITING,
  /** Swapped in, or as it would become without. */
  SUCCEEDED,
  /** Ended without being swapped in: it never was, not all of it, or it was rolled back. */
  FAILED;

  /** A state that this version does not know counts as still at work. */
  public static Outcome of(String state) {
    return switch (state) {
      case "SWAPPED", "NOTHING_TO_DO" -> SUCCEEDED;
      case "FAILED", "HOT_PARTITION", "CANCELLED", "REJECTED", "ROLLED_BACK" -> FAILED;
      case "AWAITING_APPROVAL" -> WAITING;
      default -> RUNNING;
    };
  }

  /** Whether nothing more will happen. */
  public boolean ended() {
    return this == SUCCEEDED || this == FAILED;
  }
}
