package io.hindcast.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserNamespaceTest {
  @TempDir Path bin;

  @Test
  void isNotNeededByAnOrdinaryUser() {
    assertThat(UserNamespace.prefix(environment(), false)).isEmpty();
  }

  @Test
  void isMadeWithUnshareForRoot() throws IOException {
    Path unshare = unshare("exit 0");
    assertThat(UserNamespace.prefix(environment(), true)).containsExactly(unshare.toString(), "-U");
  }

  @Test
  void saysWhatRootLacks() throws IOException {
    assertThatThrownBy(() -> UserNamespace.prefix(environment(), true))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageContaining("'unshare' (Debian: util-linux)")
        .hasMessageContaining("HINDCAST_POSTGRES_URL");
    unshare("exit 1");
    assertThatThrownBy(() -> UserNamespace.prefix(environment(), true))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageContaining("is refused by this system");
  }

  private Path unshare(String body) throws IOException {
    Path script = Files.writeString(bin.resolve("unshare"), "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Environment environment() {
    return new Environment(Map.of("PATH", bin.toString()));
  }
}
