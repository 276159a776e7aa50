package io.hindcast.demo.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the demonstration's stack lives.
 *
 * @param path the directory
 * @param temporary whether it is deleted in the end
 */
record DemoDirectory(Path path, boolean temporary) {
  private static final Logger LOG = LoggerFactory.getLogger(DemoDirectory.class);

  /** The directory as given, else a new one; kept when asked to. */
  static DemoDirectory of(Optional<Path> given, boolean keep) {
    if (given.isPresent()) {
      return new DemoDirectory(given.get().toAbsolutePath().normalize(), false);
    }
    try {
      return new DemoDirectory(Files.createTempDirectory("hindcast-demo"), !keep);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a temporary directory", e);
    }
  }

  /** Deletes it when it is temporary. */
  void delete() {
    if (!temporary || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.error("Cannot delete {}", path, e);
    }
  }
}
