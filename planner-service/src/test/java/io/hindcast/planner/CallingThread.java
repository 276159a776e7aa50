package io.hindcast.planner;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Has no threads: what is to be done is given to somebody who does it in the calling thread. */
final class CallingThread extends AbstractExecutorService {
  private final Consumer<Runnable> somebody;

  CallingThread(Consumer<Runnable> somebody) {
    this.somebody = somebody;
  }

  @Override
  public void execute(Runnable task) {
    somebody.accept(task);
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
