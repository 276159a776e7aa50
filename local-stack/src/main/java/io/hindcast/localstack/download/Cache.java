package io.hindcast.localstack.download;

import io.hindcast.localstack.prerequisite.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The user's cache of things that are fetched or unpacked once. An entry is complete or absent: it
 * is made beside its place and renamed, under a lock that other processes respect.
 *
 * @param directory where the entries are
 */
public record Cache(Path directory) {
  /** File locks are held per JVM, so threads of one JVM need a lock among themselves. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  /** Fills the place of a new entry, a file or a directory that does not exist yet. */
  @FunctionalInterface
  public interface Filler {
    void fill(Path entry) throws IOException;
  }

  /**
   * {@code HINDCAST_CACHE}, else {@code XDG_CACHE_HOME/hindcast}, else {@code ~/.cache/hindcast}.
   */
  public static Cache of(Environment environment) {
    return new Cache(
        environment
            .value("HINDCAST_CACHE")
            .map(Path::of)
            .or(() -> environment.value("XDG_CACHE_HOME").map(home -> Path.of(home, "hindcast")))
            .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".cache", "hindcast"))
            .toAbsolutePath());
  }

  /** The entry, which is made first when it is absent; what the filler throws leaves no trace. */
  public Path entry(String name, Filler filler) {
    Path entry = directory.resolve(name);
    if (Files.exists(entry)) {
      return entry;
    }
    THREADS.lock();
    try {
      Files.createDirectories(entry.getParent());
      fillLocked(entry, filler);
      return entry;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot fill the cache at " + entry, e);
    } finally {
      THREADS.unlock();
    }
  }

  private static void fillLocked(Path entry, Filler filler) throws IOException {
    Path lockFile = entry.resolveSibling(entry.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid() || Files.exists(entry)) {
        return;
      }
      Path work = Files.createTempDirectory(entry.getParent(), "fill");
      try {
        filler.fill(work.resolve("entry"));
        Files.move(work.resolve("entry"), entry, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        delete(work);
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
