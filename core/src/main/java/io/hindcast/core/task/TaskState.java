package io.hindcast.core.task;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import java.time.Instant;

/** Where a task of one generation stands. */
public sealed interface TaskState {

  /** Waits for a slot, not before an instant. */
  record Pending(Instant notBefore) implements TaskState {}

  /** An attempt is queued or running somewhere. */
  record Dispatched(Instant since) implements TaskState {}

  /** An attempt was accepted; its staging table is to be promoted. */
  record Staged(TableName staging) implements TaskState {}

  /** Its partitions are in the shadow. */
  record Promoted() implements TaskState {}

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
