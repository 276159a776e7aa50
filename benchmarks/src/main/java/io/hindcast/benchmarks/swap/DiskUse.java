package io.hindcast.benchmarks.swap;

import io.hindcast.benchmarks.bed.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Bytes of tables on disk, each file counted once however many names it has. */
final class DiskUse extends SimpleFileVisitor<Path> {
  private static final String PATHS =
      "SELECT arrayJoin(data_paths) FROM system.tables WHERE database IN ('bench', 'hindcast')";

  private final Set<Object> seen = new HashSet<>();
  private long bytes;

  private DiskUse() {}

  /** Of all tables that have to do with the swap. */
  static long now(Engine engine) {
    DiskUse use = new DiskUse();
    for (String path : engine.rows(PATHS)) {
      use.add(Path.of(path));
    }
    return use.bytes;
  }

  private void add(Path directory) {
    try {
      Files.walkFileTree(directory, this);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot measure " + directory, e);
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (seen.add(Objects.requireNonNullElse(attributes.fileKey(), file))) {
      bytes += attributes.size();
    }
    return FileVisitResult.CONTINUE;
  }

  /** The server deletes what it has merged, also while it is looked at. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    return FileVisitResult.CONTINUE;
  }
}
