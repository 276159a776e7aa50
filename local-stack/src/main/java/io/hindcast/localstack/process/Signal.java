package io.hindcast.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Signals to processes that need not be children of this JVM. */
public final class Signal {
  private Signal() {}

  /** Sends the signal, such as {@code INT}; a process that has just ended is no error. */
  public static void send(String name, ProcessHandle process) {
    String pid = Long.toString(process.pid());
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", name, pid)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot send SIG" + name + " to process " + pid, e);
    }
  }

  /** Whether the process ended within the time. */
  public static boolean ended(ProcessHandle process, Duration time) {
    try {
      process.onExit().get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot wait for process " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + process.pid(), e);
    }
  }
}
