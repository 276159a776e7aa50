package io.hindcast.core.task;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import java.util.List;

/**
 * What is done about a task that runs out of memory: its second attempt is told to spill and to be
 * thrifty, and where that is not enough it is split into smaller ones, as long as it can be.
 */
public final class MemoryRelief {
  private static final int SPLIT_FROM = 2;
  private static final int PARTS = 4;

  /** Parts begin thriftily, since the whole has run out of memory, and have tries of their own. */
  private static final Tries OF_A_PART = new Tries(0, 1, 1);

  private MemoryRelief() {}

  /**
   * The tasks that take a failed task's place.
   *
   * @param failed the task after its failure
   * @param code what its attempt failed of
   * @return empty when it stays as it is: it is tried again, or given up
   */
  public static List<Task> parts(BackfillSpec spec, Task failed, ErrorCode code) {
    if (code != ErrorCode.WAREHOUSE_OUT_OF_MEMORY
        || failed.tries().memory() < SPLIT_FROM
        || !(failed.state() instanceof TaskState.Pending pending)) {
      return List.of();
    }
    return TaskSplit.split(spec, failed, PARTS, pending.notBefore()).stream()
        .map(part -> part.tried(OF_A_PART))
        .toList();
  }
}
