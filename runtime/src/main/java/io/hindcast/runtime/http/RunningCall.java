package io.hindcast.runtime.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call at work: its thread is interrupted when nobody waits for the answer any more. */
final class RunningCall {
  private @Nullable Thread thread;
  private boolean cancelled;

  /** Runs the work on this thread, or answers null when the call was cancelled before. */
  <T> @Nullable T run(Supplier<T> work) {
    if (!begin()) {
      return null;
    }
    try {
      return work.get();
    } finally {
      end();
    }
  }

  /** Interrupts the work if it runs, and keeps it from beginning if it does not. */
  synchronized void cancel() {
    cancelled = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  synchronized boolean cancelled() {
    return cancelled;
  }

  private synchronized boolean begin() {
    thread = cancelled ? null : Thread.currentThread();
    return !cancelled;
  }

  private synchronized void end() {
    thread = null;
  }
}
