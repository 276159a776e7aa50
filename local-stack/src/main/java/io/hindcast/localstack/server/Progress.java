package io.hindcast.localstack.server;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How long a process is waited for that is not ready yet: as long as it uses the CPU, since loading
 * much on a busy machine takes its time, but not for ever.
 */
final class Progress {
  private static final int PATIENCES_MAX = 10;

  /** Of the patience, in CPU time: more than what idly trying to connect takes. */
  private static final int SHARE = 20;

  private final Supplier<Duration> cpu;
  private final Duration patience;
  private final LongSupplier clock;
  private final long began;
  private long lookedAt;
  private Duration used = Duration.ZERO;

  /**
   * @param cpu what it has used so far
   * @param clock in nanoseconds
   */
  Progress(Supplier<Duration> cpu, Duration patience, LongSupplier clock) {
    this.cpu = cpu;
    this.patience = patience;
    this.clock = clock;
    this.began = clock.getAsLong();
    this.lookedAt = began;
  }

  /** Of a process and of those that it supervises. */
  static Progress of(ProcessHandle process, Duration patience) {
    return new Progress(() -> cpu(process), patience, System::nanoTime);
  }

  /** Whether it has not got on for too long. */
  boolean isOver() {
    long now = clock.getAsLong();
    if (now - lookedAt <= patience.toNanos()) {
      return false;
    }
    Duration so = cpu.get();
    boolean moved = so.minus(used).compareTo(patience.dividedBy(SHARE)) >= 0;
    used = so;
    lookedAt = now;
    return !moved || waited().compareTo(patience.multipliedBy(PATIENCES_MAX)) >= 0;
  }

  /** Since it was started. */
  Duration waited() {
    return Duration.ofNanos(clock.getAsLong() - began);
  }

  private static Duration cpu(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .flatMap(each -> each.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
