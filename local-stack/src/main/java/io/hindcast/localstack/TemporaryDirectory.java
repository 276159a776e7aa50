package io.hindcast.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory that is deleted when the JVM ends, after what uses it has been closed. */
final class TemporaryDirectory {
  static final TemporaryDirectory ROOT = create();

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryDirectory.class);

  private final Path path;
  private final Deque<AutoCloseable> users = new ArrayDeque<>();

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  private static TemporaryDirectory create() {
    try {
      TemporaryDirectory directory =
          new TemporaryDirectory(Files.createTempDirectory("hindcast-servers"));
      Runtime.getRuntime().addShutdownHook(new Thread(directory::delete, "stop-shared-servers"));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a temporary directory", e);
    }
  }

  Path path() {
    return path;
  }

  synchronized void closeBeforeDeletion(AutoCloseable user) {
    users.push(user);
  }

  private synchronized void delete() {
    users.forEach(TemporaryDirectory::close);
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      LOG.warn("Cannot delete {}", path, e);
    }
  }

  private static void close(AutoCloseable user) {
    try {
      user.close();
    } catch (Exception e) {
      // The JVM is ending: the other users still want to be closed.
      LOG.warn("Cannot close {}", user, e);
    }
  }
}
