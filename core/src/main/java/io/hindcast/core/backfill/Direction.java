package io.hindcast.core.backfill;

/** Where a swap that takes others back leads to. */
public enum Direction {
  /** To the content from before the backfill. */
  BACK,
  /** To what the backfill had published. */
  FORWARD
}
