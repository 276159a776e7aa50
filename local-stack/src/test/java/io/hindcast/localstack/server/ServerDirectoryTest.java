package io.hindcast.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.localstack.process.ProcessIdentity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDirectoryTest {
  @TempDir Path directory;

  @Test
  void remembersSecretsForTheOwnerAlone() throws Exception {
    String secret = ServerDirectory.create(directory).secret("password");
    assertThat(secret).hasSizeGreaterThanOrEqualTo(32);
    assertThat(ServerDirectory.create(directory).secret("password")).isEqualTo(secret);
    assertThat(Files.getPosixFilePermissions(directory.resolve("server.properties")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void takesTheSamePortAgainUnlessSomebodyElseHasIt() throws Exception {
    ServerDirectory place = ServerDirectory.create(directory);
    int port = place.port("port", 0);
    assertThat(place.port("port", 0)).isEqualTo(port);
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(place.port("port", 0)).isNotEqualTo(other.getLocalPort());
    }
    assertThat(place.port("port", 4711)).isEqualTo(4711);
  }

  @Test
  void findsNoProcessThatDoesNotNameItsDirectory() {
    ServerDirectory place = ServerDirectory.create(directory);
    place.running(ProcessIdentity.of(ProcessHandle.current()));
    assertThat(place.process()).isEmpty();
  }
}
