package io.hindcast.localstack.prerequisite;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeDiskTest {
  @TempDir Path directory;

  @Test
  void saysHowMuchIsFreeAndHowMuchIsNeeded() {
    assertThatThrownBy(() -> FreeDisk.require(directory, Long.MAX_VALUE))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageMatching(
            "Too little disk for " + directory + ": \\d+ MiB are free, \\d+ MiB are needed\\. .*");
  }

  @Test
  void looksAtTheNearestDirectoryThatExists() {
    assertThatCode(() -> FreeDisk.require(directory.resolve("not/yet/there"), 1))
        .doesNotThrowAnyException();
  }
}
