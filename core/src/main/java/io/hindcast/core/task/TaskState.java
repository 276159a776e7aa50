package io.hindcast.core.task;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a task of one generation stands. */
public sealed interface TaskState {

  /** Waits for a slot, not before an instant. */
  record Pending(Instant notBefore) implements TaskState {}

  /** An attempt is queued or running somewhere. */
  record Dispatched(Instant since) implements TaskState {}

  /** An attempt was accepted; its staging table is to be promoted. */
  record Staged(TableName staging) implements TaskState {}

  /**
   * Its partitions are in the shadow.
   *
   * @param kept the staging table of a chunk, from which its partitions can be put together again;
   *     null where the task owns its partitions alone
   */
  record Promoted(@Nullable TableName kept) implements TaskState {
    /** With nothing kept. */
    public Promoted() {
      this(null);
    }
  }

  /** Every attempt allowed has failed. */
  record GaveUp(ErrorCode code, String message) implements TaskState {}

  /** The state's stable name. */
  default String label() {
    return switch (this) {
      case Pending ignored -> "PENDING";
      case Dispatched ignored -> "DISPATCHED";
      case Staged ignored -> "STAGED";
      case Promoted ignored -> "PROMOTED";
      case GaveUp ignored -> "GAVE_UP";
    };
  }
}
