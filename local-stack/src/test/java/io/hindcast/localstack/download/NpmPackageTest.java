package io.hindcast.localstack.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an {@code npm} of our own on the path, so that nothing is downloaded. */
class NpmPackageTest {
  private static final String CONTENT = "library";
  private static final String PACKS =
      """
      mkdir package && printf library >package/lib.so && tar -czf scope-lib-1.0.0.tgz package
      rm -r package
      """;

  @TempDir Path directory;
  private Path bin;

  @BeforeEach
  void createPath() throws IOException {
    bin = Files.createDirectory(directory.resolve("bin"));
  }

  @Test
  void putsTheVerifiedFileInPlace() throws IOException {
    npm(PACKS);
    Path target = directory.resolve("cache/lib.so");
    Files.createDirectories(target.getParent());
    npmPackage(Sha256.of(CONTENT)).fetch(environment(), target);
    assertThat(target).hasContent(CONTENT);
  }

  @Test
  void leavesNothingInTheCacheWhenTheChecksumIsWrong() throws IOException {
    npm(PACKS);
    Cache cache = new Cache(directory.resolve("cache"));
    NpmPackage wrong = npmPackage("0".repeat(64));
    assertThatThrownBy(() -> cache.entry("lib.so", target -> wrong.fetch(environment(), target)))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageContaining("@scope/lib@1.0.0 has a wrong checksum")
        .hasMessageContaining("expected sha256 " + "0".repeat(64))
        .hasMessageContaining("found " + Sha256.of(CONTENT))
        .hasMessageNotContaining("\n");
    assertThat(cache.directory()).isDirectoryNotContaining("glob:**/{lib.so,fill*}");
  }

  @Test
  void saysWhenNpmIsMissing() {
    assertThatThrownBy(() -> npmPackage("").fetch(environment(), directory.resolve("lib.so")))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessage(
            "npm, which fetches @scope/lib@1.0.0, is not on PATH."
                + " Install it (Debian: apt-get install npm).");
  }

  @Test
  void saysWhatNpmSaidWhenTheDownloadFails() throws IOException {
    npm("echo npm error network is down >&2\nexit 3\n");
    assertThatThrownBy(() -> npmPackage("").fetch(environment(), directory.resolve("lib.so")))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageContaining("ended with exit code 3")
        .hasMessageContaining("npm error network is down")
        .hasMessageNotContaining("\n");
  }

  @Test
  void saysWhenTheArchiveIsBroken() throws IOException {
    npm("printf broken >scope-lib-1.0.0.tgz\n");
    assertThatThrownBy(() -> npmPackage("").fetch(environment(), directory.resolve("lib.so")))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageContaining("The download of @scope/lib@1.0.0 is broken");
  }

  private static NpmPackage npmPackage(String sha256) {
    return new NpmPackage("@scope/lib@1.0.0", "package/lib.so", sha256);
  }

  private void npm(String body) throws IOException {
    String header = "#!/bin/sh\nPATH='" + System.getenv("PATH") + "'\n";
    Path npm = Files.writeString(bin.resolve("npm"), header + body);
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Environment environment() {
    return new Environment(Map.of("PATH", bin.toString()));
  }
}
