package io.hindcast.runtime.health;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** The checks of one service. Thread-safe. */
public final class HealthChecks {
  private static final long CHECK_SECONDS_MAX = 5;

  private final List<Named> liveness = new CopyOnWriteArrayList<>();
  private final List<Named> readiness = new CopyOnWriteArrayList<>();

  /** Adds a check whose failure means that the process must be restarted. */
  public void live(String name, HealthCheck check) {
    liveness.add(new Named(name, check));
  }

  /** Adds a check whose failure means that the service cannot work now. */
  public void ready(String name, HealthCheck check) {
    readiness.add(new Named(name, check));
  }

  /** Runs the liveness checks at the same time, each for at most 5 seconds. */
  public HealthReport liveness() {
    return run(liveness);
  }

  /** Runs the readiness checks at the same time, each for at most 5 seconds. */
  public HealthReport readiness() {
    return run(readiness);
  }

  private static HealthReport run(List<Named> checks) {
    // Not closed by try-with-resources: that would wait for a check that hangs.
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Named> now = List.copyOf(checks);
      List<Future<Optional<String>>> running =
          now.stream().map(named -> executor.submit(callable(named))).toList();
      return new HealthReport(
          IntStream.range(0, now.size())
              .mapToObj(i -> new HealthReport.Result(now.get(i).name(), await(running.get(i))))
              .toList());
    } finally {
      executor.shutdownNow();
    }
  }

  private static Callable<Optional<String>> callable(Named named) {
    return () -> named.check().problem();
  }

  private static Optional<String> await(Future<Optional<String>> running) {
    try {
      return running.get(CHECK_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return Optional.of("No answer within %d s".formatted(CHECK_SECONDS_MAX));
    } catch (ExecutionException e) {
      return Optional.of(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("Interrupted while checking");
    }
  }

  private record Named(String name, HealthCheck check) {}
}
