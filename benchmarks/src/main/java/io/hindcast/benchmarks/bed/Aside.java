package io.hindcast.benchmarks.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Leaves processes the CPU time that others do not want, as if they ran on another machine. Linux
 * only: where sessions are scheduled as groups, a nice value counts within a session alone, and the
 * session's own counts among them; so both are set.
 */
final class Aside {
  private static final String LOWEST = "19";
  private static final Path PROCESSES = Path.of("/proc");

  private Aside() {}

  static void put(long pid) {
    Path process = PROCESSES.resolve(Long.toString(pid));
    try {
      Path group = process.resolve("autogroup");
      if (Files.exists(group)) {
        Files.writeString(group, LOWEST);
      }
      List<String> command = new ArrayList<>(List.of("renice", "-n", LOWEST, "-p"));
      try (Stream<Path> threads = Files.list(process.resolve("task"))) {
        threads.forEach(thread -> command.add(thread.getFileName().toString()));
      }
      Process renice =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      renice.waitFor(); // It fails where a thread has ended meanwhile, and has done the others.
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Process %d cannot be put aside here; --no-aside leaves it where it is".formatted(pid),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while putting a process aside", e);
    }
  }
}
