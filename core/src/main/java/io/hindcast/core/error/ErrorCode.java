package io.hindcast.core.error;

/** Every error that Hindcast reports, by stable name. */
public enum ErrorCode {
  SPEC_INVALID(ErrorCategory.USER),
  REQUEST_CONFLICT(ErrorCategory.USER),
  NOT_FOUND(ErrorCategory.USER),
  ILLEGAL_STATE(ErrorCategory.USER),
  UNAUTHORIZED(ErrorCategory.USER),
  TABLE_UNKNOWN(ErrorCategory.USER),

  /** A table that is none of Hindcast's own, where only such a one may be dropped or renamed. */
  TABLE_FOREIGN(ErrorCategory.USER),

  /** The configuration has no server of this name. */
  NODE_UNKNOWN(ErrorCategory.USER),

  /** A source that cannot be fenced: not of the MergeTree family. */
  SOURCE_UNSUPPORTED(ErrorCategory.USER),

  /** A target, or its database, of a kind that cannot be recomputed or exchanged. */
  TARGET_UNSUPPORTED(ErrorCategory.USER),

  /** The way of publishing that the spec asks for does not go together with the tables. */
  SWAP_UNSUPPORTED(ErrorCategory.USER),
  SCHEMA_INCOMPATIBLE(ErrorCategory.USER),
  PARTITIONING_UNSUPPORTED(ErrorCategory.USER),
  RANGE_INVALID(ErrorCategory.USER),
  PLAN_EMPTY(ErrorCategory.USER),
  PLAN_TOO_LARGE(ErrorCategory.USER),
  TRANSFORM_FAILED(ErrorCategory.USER),

  /** A statement that may yield other rows each time it is run. */
  NONDETERMINISTIC(ErrorCategory.USER),

  /** The statement reads what is not fenced. */
  READ_UNFENCED(ErrorCategory.USER),

  /** The statement reads, without FINAL, a table whose merges drop rows. */
  READ_WITHOUT_FINAL(ErrorCategory.USER),

  /** A row policy keeps rows from the services' user. */
  ROWS_HIDDEN(ErrorCategory.USER),

  /** Lightweight updates or deletes that no merge has applied yet. */
  ROWS_MASKED(ErrorCategory.USER),

  /** Rows of the range are past a TTL, or soon will be. */
  ROWS_EXPIRE(ErrorCategory.USER),

  /** A source has no rows for some of the partitions. */
  SOURCE_GAP(ErrorCategory.USER),

  /** Partitions of the range that are not recomputed, and why. */
  PARTITIONS_LEFT_OUT(ErrorCategory.USER),

  /** More than what was asked for is recomputed, since partitions hold it together. */
  PARTITIONS_SHARED(ErrorCategory.USER),

  /** A materialized view beside the target. */
  VIEW_BESIDE(ErrorCategory.USER),

  /** A mutation or a definition under way. */
  TABLE_CHANGING(ErrorCategory.EXTERNAL),

  /** What tasks may use is more than the server has. */
  MEMORY_LIMIT(ErrorCategory.USER),

  /** The ends of the range are compared with a column of a finer type, or nobody knows. */
  BOUNDS_COARSE(ErrorCategory.USER),

  /** A check that no result can fail. */
  CHECK_IDLE(ErrorCategory.USER),
  STRAY_ROWS(ErrorCategory.USER),
  CHECK_FAILED(ErrorCategory.USER),
  HOT_PARTITION(ErrorCategory.USER),
  MESSAGE_MALFORMED(ErrorCategory.USER),

  /** A message in the name of a service that has not sent it. */
  MESSAGE_FORGED(ErrorCategory.USER),
  PERMISSION_DENIED(ErrorCategory.USER),

  /** What a rollback needs is no longer kept. */
  RETENTION_OVER(ErrorCategory.USER),

  /** Rows of a target were changed, and new ones cannot be told from updated ones. */
  ROWS_AMBIGUOUS(ErrorCategory.USER),

  /** The warehouse understood a statement and will never do it: repeating it cannot help. */
  WAREHOUSE_REFUSED(ErrorCategory.USER),

  /** Another backfill that has not ended recomputes the same partitions. */
  BACKFILL_OVERLAP(ErrorCategory.USER),

  /** What a plan asked of the warehouse took longer than plans may. */
  SURVEY_TOO_LONG(ErrorCategory.RESOURCES),
  WAREHOUSE_OUT_OF_MEMORY(ErrorCategory.RESOURCES),
  WAREHOUSE_OUT_OF_DISK(ErrorCategory.RESOURCES),
  WAREHOUSE_OVERLOADED(ErrorCategory.RESOURCES),
  WAREHOUSE_TIMEOUT(ErrorCategory.EXTERNAL),
  WAREHOUSE_UNAVAILABLE(ErrorCategory.EXTERNAL),
  QUERY_KILLED(ErrorCategory.EXTERNAL),
  STORE_UNAVAILABLE(ErrorCategory.EXTERNAL),
  MESSAGING_UNAVAILABLE(ErrorCategory.EXTERNAL),

  /** An order was called back before its attempt began: the backfill has ended or is paused. */
  ATTEMPT_REVOKED(ErrorCategory.EXTERNAL),
  WORKER_LOST(ErrorCategory.EXTERNAL),
  SWAP_CONFLICT(ErrorCategory.EXTERNAL),
  CONTENT_CHANGED(ErrorCategory.EXTERNAL),
  INTERNAL(ErrorCategory.INTERNAL);

  private final ErrorCategory category;

  ErrorCode(ErrorCategory category) {
    this.category = category;
  }

  /** Who has to act. */
  public ErrorCategory category() {
    return category;
  }

  /** Whether repeating the same work may succeed. */
  public boolean retryable() {
    return category != ErrorCategory.USER;
  }
}
