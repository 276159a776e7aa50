package io.hindcast.planner.course;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where the planner's work is done.
 *
 * @param driving takes whatever is to be driven
 * @param promoting bounds how many statements of promotions run at the same time
 */
public record Threads(ExecutorService driving, ExecutorService promoting) {
  private static final int PROMOTIONS_MAX = 4;

  /** Virtual threads. */
  public static Threads virtual() {
    return new Threads(
        Executors.newVirtualThreadPerTaskExecutor(),
        Executors.newFixedThreadPool(
            PROMOTIONS_MAX, Thread.ofVirtual().name("promote-", 0).factory()));
  }
}
