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
   * @param read what was read and what came of it
   * @param elapsed from the start of the task
   */
  record Staged(
      List<StagedContent.Partition> partitions, long filteredRows, Read read, Duration elapsed)
      implements TaskOutcome {}

  /**
   * An attempt's reading of the sources.
   *
   * @param fence the sources just before they were read
   * @param counts their answers to the spec's row counts; empty when they did not stand still
   * @param content everything that was staged
   */
  record Read(SourceFence fence, List<Double> counts, StagedContent content) {
    /** Copies the counts. */
    public Read {
      counts = List.copyOf(counts);
    }
  }

  /** There is no result, and no staging table. */
  record Failed(ErrorCode code, String message) implements TaskOutcome {}
}
