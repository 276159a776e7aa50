package io.hindcast.localstack.postgres;

import io.hindcast.localstack.download.Cache;
import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.Platform;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per version into the user's cache. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** The directory that has {@code bin} and {@code share} in it. */
  static Path unpacked(Environment environment) {
    String archive = archiveName(Platform.current());
    byte[] packed = read(archive);
    CRC32 crc = new CRC32();
    crc.update(packed);
    String entry = "postgres/%s-%08x".formatted(archive.replace(".txz", ""), crc.getValue());
    return Cache.of(environment).entry(entry, target -> unpack(packed, target));
  }

  static String archiveName(Platform platform) {
    return switch (platform) {
      case LINUX_X64 -> "postgres-linux-x86_64.txz";
      case LINUX_ARM64 -> "postgres-linux-arm_64.txz";
      case DARWIN_X64 -> "postgres-darwin-x86_64.txz";
      case DARWIN_ARM64 -> "postgres-darwin-arm_64.txz";
    };
  }

  private static byte[] read(String archive) {
    try (InputStream packed =
        PostgresBinaries.class.getClassLoader().getResourceAsStream(archive)) {
      if (packed == null) {
        throw new PrerequisiteMissing(
            "PostgreSQL's binaries for this platform ("
                + archive
                + ") are not on the class path. Set HINDCAST_POSTGRES_URL to a server of your own.");
      }
      return packed.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + archive, e);
    }
  }

  private static void unpack(byte[] packed, Path target) throws IOException {
    Files.createDirectories(target);
    Process tar =
        new ProcessBuilder("tar", "-x", "-C", target.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream files = new XZInputStream(new ByteArrayInputStream(packed));
        OutputStream input = tar.getOutputStream()) {
      files.transferTo(input);
    }
    int code = tar.onExit().join().exitValue();
    if (code != 0) {
      throw new IOException("tar ended with exit code " + code + " while unpacking PostgreSQL");
    }
  }
}
