package io.hindcast.localstack.prerequisite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks that a directory's file system has room. */
public final class FreeDisk {
  private static final long MEBIBYTE = 1L << 20;

  private FreeDisk() {}

  /**
   * Passes when at least {@code minimumBytes} are usable where {@code directory} is or will be.
   *
   * @throws PrerequisiteMissing with both figures otherwise
   */
  public static void require(Path directory, long minimumBytes) {
    Path existing = directory.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      long usable = Files.getFileStore(existing).getUsableSpace();
      if (usable < minimumBytes) {
        throw new PrerequisiteMissing(
            "Too little disk for %s: %d MiB are free, %d MiB are needed. Free some, or choose another directory."
                .formatted(directory, usable / MEBIBYTE, minimumBytes / MEBIBYTE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot ask for the free disk space of " + existing, e);
    }
  }
}
