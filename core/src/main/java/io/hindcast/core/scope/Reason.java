package io.hindcast.core.scope;

/** Why a partition is recomputed, or is not. */
public enum Reason {
  /** All of the range is to be recomputed. */
  ASKED_FOR(true, "all partitions of the range are recomputed"),
  /** Nothing is there, and nothing was meant to be. */
  MISSING(true, "they have no rows and were never published"),
  /** What was published is gone. */
  GONE(true, "they have no rows, but rows were published"),
  /** Its last backfill ended without publishing it. */
  FAILED(true, "their last backfill ended without publishing them"),
  /** Rows that no backfill has published, or that were read nobody knows when. */
  UNKNOWN(true, "it is not known what their rows were computed from"),
  /** Another statement, or another version of it. */
  TRANSFORM_CHANGED(true, "the transform has changed since they were published"),
  /** A partition that holds all times was computed from fewer of them. */
  RANGE_GREW(true, "they were computed from a shorter range"),
  /** Rows came to the sources, went or changed. */
  SOURCES_CHANGED(true, "their sources have changed since they were published"),
  /** A step of the transform's grain, and the keys of a slice of time, are computed as a whole. */
  JOINED(
      true, "a step of transform.grain, or their key, joins them with others that are recomputed"),
  /** Rows are there, and that is enough. */
  PRESENT(false, "they are there already"),
  /** Rows are there, and no backfill of them has failed since. */
  NOT_FAILED(false, "they are there already and their last backfill did not fail"),
  /** It would come out the same. */
  UNCHANGED(
      false, "neither their sources nor the transform have changed since they were published");

  private final boolean recomputed;
  private final String text;

  Reason(boolean recomputed, String text) {
    this.recomputed = recomputed;
    this.text = text;
  }

  /** Whether the partition is recomputed. */
  public boolean recomputed() {
    return recomputed;
  }

  /** Of several partitions, for people. */
  public String text() {
    return text;
  }
}
