package io.hindcast.systemtests.property;

import io.hindcast.systemtests.stack.SystemStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Lives that were lived side by side.
 *
 * @param broken what was wrong, with the seed that repeats it
 * @param tally how often each outcome was seen
 */
record Lives(List<String> broken, Tally tally) {
  private static final int SIDE_BY_SIDE = 4;

  static Lives of(LongStream seeds) {
    Tally tally = new Tally();
    List<String> broken = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      List<Lived> lives =
          seeds
              .mapToObj(seed ->
                  new Lived(
                      seed,
                      threads.submit(() -> new Life(seed, SystemStack.shared(), tally).live())))
              .toList();
      lives.forEach(life -> life.failure().ifPresent(broken::add));
    }
    return new Lives(broken, tally);
  }

  private record Lived(long seed, Future<?> end) {
    Optional<String> failure() {
      try {
        end.get();
        return Optional.empty();
      } catch (ExecutionException e) {
        return Optional.of(
            "-Dhindcast.property.seed=%d -Dhindcast.property.seeds=1%n%s"
                .formatted(seed, e.getCause()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted in the life of seed " + seed, e);
      }
    }
  }
}
