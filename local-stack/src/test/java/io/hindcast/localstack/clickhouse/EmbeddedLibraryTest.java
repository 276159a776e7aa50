package io.hindcast.localstack.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.Platform;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLibraryTest {
  @TempDir Path directory;

  @Test
  void isTheOneThatTheUserNames() throws IOException {
    Path library = Files.createFile(directory.resolve("libchdb.so"));
    assertThat(EmbeddedLibrary.find(naming(library))).isEqualTo(library);
    assertThatThrownBy(() -> EmbeddedLibrary.find(naming(directory.resolve("absent"))))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageContaining("which is not a file; correct it or unset it");
  }

  @Test
  void isKnownByItsChecksumOrNotAtAll() {
    assertThat(EmbeddedLibrary.source(Platform.LINUX_X64).sha256()).hasSize(64);
    assertThatThrownBy(() -> EmbeddedLibrary.source(Platform.DARWIN_ARM64))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageContaining("for darwin-arm64")
        .hasMessageContaining("HINDCAST_CLICKHOUSE_URL");
  }

  private static Environment naming(Path library) {
    return new Environment(Map.of("HINDCAST_CLICKHOUSE_LIBRARY", library.toString()));
  }
}
