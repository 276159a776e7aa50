package io.hindcast.cli.connection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;

/**
 * A process of the local stack.
 *
 * @param name such as {@code planner}
 * @param pid its id on this machine
 * @param startedAtMs when it was started, in milliseconds since 1970, so that another process that
 *     got the same id later is not taken for it
 * @param log file with its output
 */
public record StackProcess(String name, long pid, long startedAtMs, String log) {
  /** Describes a process that runs now. */
  public static StackProcess of(String name, ProcessHandle handle, String log) {
    return new StackProcess(name, handle.pid(), startedAt(handle), log);
  }

  /** The process, while it lives. */
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(found -> startedAt(found) == startedAtMs);
  }

  /** Whether it lives. */
  @JsonIgnore
  public boolean isAlive() {
    return handle().isPresent();
  }

  private static long startedAt(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
