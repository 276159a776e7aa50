package io.hindcast.localstack.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be recognised later, by another JVM too: a process id alone is reused by the
 * system.
 *
 * @param pid process id
 * @param started start time as the system reports it
 */
public record ProcessIdentity(long pid, Instant started) {
  /**
   * Start times are computed from the boot time, which moves a little when the clock is adjusted.
   */
  private static final Duration CLOCK_ADJUSTMENT = Duration.ofSeconds(3);

  /** The identity of a running process. */
  public static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /**
   * The process, when it still runs.
   *
   * @param marker text that its command line must contain, such as its directory
   */
  public Optional<ProcessHandle> find(String marker) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedAtTheSameTime(process.info()))
        .filter(process -> process.info().commandLine().orElse("").contains(marker));
  }

  private boolean startedAtTheSameTime(ProcessHandle.Info info) {
    return info.startInstant()
        .map(start -> Duration.between(start, started).abs().compareTo(CLOCK_ADJUSTMENT) <= 0)
        .orElse(false);
  }
}
