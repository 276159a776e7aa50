package io.hindcast.core.error;

/** Every error that Hindcast reports, by stable name. */
public enum ErrorCode {
  SPEC_INVALID(ErrorCategory.USER),
  REQUEST_CONFLICT(ErrorCategory.USER),
  NOT_FOUND(ErrorCategory.USER),
  ILLEGAL_STATE(ErrorCategory.USER),
  UNAUTHORIZED(ErrorCategory.USER),
  TABLE_UNKNOWN(ErrorCategory.USER),

  /** The configuration has no server of this name. */
  NODE_UNKNOWN(ErrorCategory.USER),
  SCHEMA_INCOMPATIBLE(ErrorCategory.USER),
  PARTITIONING_UNSUPPORTED(ErrorCategory.USER),
  RANGE_INVALID(ErrorCategory.USER),
  PLAN_EMPTY(ErrorCategory.USER),
  PLAN_TOO_LARGE(ErrorCategory.USER),
  TRANSFORM_FAILED(ErrorCategory.USER),

  /** A statement that may yield other rows each time it is run, or reads what is not fenced. */
  NONDETERMINISTIC(ErrorCategory.USER),
  STRAY_ROWS(ErrorCategory.USER),
  CHECK_FAILED(ErrorCategory.USER),
  HOT_PARTITION(ErrorCategory.USER),
  MESSAGE_MALFORMED(ErrorCategory.USER),
  PERMISSION_DENIED(ErrorCategory.USER),

  /** What a rollback needs is no longer kept. */
  RETENTION_OVER(ErrorCategory.USER),

  /** Another backfill that has not ended recomputes the same partitions. */
  BACKFILL_OVERLAP(ErrorCategory.USER),
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
