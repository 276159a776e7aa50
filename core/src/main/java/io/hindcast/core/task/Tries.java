package io.hindcast.core.task;

import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.ErrorCode;

/**
 * How often attempts of a task's generation have failed, by what a failure says about the task.
 *
 * @param outside the warehouse, or the way to it, was at fault: it says nothing about the task
 * @param own the task may be at fault: memory, a lost worker, a defect
 * @param memory those of {@code own} that ran out of memory
 */
public record Tries(int outside, int own, int memory) {
  /** Before the first attempt. */
  public static final Tries NONE = new Tries(0, 0, 0);

  /** With one more failure. */
  Tries and(ErrorCode code) {
    return outside(code)
        ? new Tries(outside + 1, own, memory)
        : new Tries(outside, own + 1, memory + (code == ErrorCode.WAREHOUSE_OUT_OF_MEMORY ? 1 : 0));
  }

  /** Failures of the same kind as this one. */
  int like(ErrorCode code) {
    return outside(code) ? outside : own;
  }

  /** Whether a failure says nothing about the task; a worker is lost to what it works on. */
  static boolean outside(ErrorCode code) {
    return code == ErrorCode.WAREHOUSE_OVERLOADED
        || (code.category() == ErrorCategory.EXTERNAL && code != ErrorCode.WORKER_LOST);
  }
}
