package io.hindcast.worker.task;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.warehouse.StagedContent;
import java.time.Duration;
import java.util.List;

/** What became of an attempt. */
sealed interface TaskOutcome {

  /**
   * The staging table is complete.
   *
   * @param partitions the owned ones that have rows
   * @param filteredRows rows in partitions of others
   * @param fence the sources just before they were read
   * @param content everything that was staged
   * @param elapsed from the start of the task
   */
  record Staged(
      List<StagedContent.Partition> partitions,
      long filteredRows,
      SourceFence fence,
      StagedContent content,
      Duration elapsed)
      implements TaskOutcome {}

  /** There is no result, and no staging table. */
  record Failed(ErrorCode code, String message) implements TaskOutcome {}
}
