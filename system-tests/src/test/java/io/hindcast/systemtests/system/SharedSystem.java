package io.hindcast.systemtests.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One system for all tests of a JVM that leave it as they found it. */
public final class SharedSystem {
  private static @Nullable RunningSystem system;

  private SharedSystem() {}

  /** The system, started by whoever asks first and stopped with the JVM. */
  public static synchronized RunningSystem get() {
    if (system == null) {
      Path directory = temporaryDirectory();
      RunningSystem started = RunningSystem.start(directory);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                started.close();
                delete(directory);
              }));
      system = started;
    }
    return system;
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("hindcast-system");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
