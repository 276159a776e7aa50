package io.hindcast.localstack.download;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import io.hindcast.localstack.process.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One file of one npm package, verified.
 *
 * @param coordinates such as {@code @scope/name@1.2.3}
 * @param file path inside the package
 * @param sha256 what the file must have, in lower-case hexadecimal
 */
public record NpmPackage(String coordinates, String file, String sha256) {
  private static final int TAIL = 3;

  /**
   * Fetches the package with {@code npm pack} and puts the file at {@code target}.
   *
   * @throws PrerequisiteMissing when npm is absent, the download fails or the checksum differs
   */
  public void fetch(Environment environment, Path target) throws IOException {
    Path npm =
        environment
            .program("npm")
            .orElseThrow(() ->
                new PrerequisiteMissing(
                    "npm, which fetches "
                        + coordinates
                        + ", is not on PATH. Install it (Debian: apt-get install npm)."));
    Path work = target.resolveSibling("download");
    Files.createDirectories(work);
    pack(environment, npm, work);
    extract(archive(work), work);
    Path extracted = work.resolve(file);
    verify(extracted);
    Files.move(extracted, target);
  }

  private void pack(Environment environment, Path npm, Path work) throws IOException {
    Path log = work.resolve("npm.log");
    ProcessBuilder builder =
        new ProcessBuilder(npm.toString(), "pack", coordinates, "--pack-destination", ".");
    builder.environment().clear();
    builder.environment().putAll(environment.variables());
    builder.directory(work.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    int code = builder.start().onExit().join().exitValue();
    if (code != 0) {
      throw new PrerequisiteMissing(
          "'npm pack %s' ended with exit code %d; check the network and the npm registry's settings. It said: %s"
              .formatted(coordinates, code, LogTail.oneLine(log, TAIL)));
    }
  }

  private Path archive(Path work) throws IOException {
    try (var files = Files.newDirectoryStream(work, "*.tgz")) {
      for (Path found : files) {
        return found;
      }
    }
    throw new PrerequisiteMissing(
        "'npm pack %s' ended well but left no archive; run it by hand to see why."
            .formatted(coordinates));
  }

  private void extract(Path archive, Path work) throws IOException {
    List<String> command = List.of("tar", "-xzf", archive.toString(), "-C", work.toString(), file);
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .onExit()
            .join()
            .exitValue();
    if (code != 0) {
      throw new PrerequisiteMissing(
          "The download of %s is broken: %s cannot be unpacked from it. Try again."
              .formatted(coordinates, file));
    }
  }

  private void verify(Path extracted) throws IOException {
    String actual = Sha256.of(extracted);
    if (!actual.equals(sha256)) {
      throw new PrerequisiteMissing(
          "%s of %s has a wrong checksum, so it is not used: expected sha256 %s, found %s. Check which npm registry is configured."
              .formatted(file, coordinates, sha256, actual));
    }
  }
}
