package io.hindcast.localstack.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseChoiceIT {
  @TempDir Path directory;

  @Test
  void prefersTheUsersServerToAllOthers() throws IOException {
    binary();
    Environment environment =
        environment(
            Map.of(
                "HINDCAST_CLICKHOUSE_URL", "http://warehouse.example:8123",
                "HINDCAST_CLICKHOUSE", "container",
                "HINDCAST_CLICKHOUSE_PASSWORD", "p"));
    try (LocalClickHouse server = start(environment)) {
      assertThat(server.url()).isEqualTo("http://warehouse.example:8123");
      assertThat(server.user()).isEqualTo("default");
      assertThat(server.isOurs()).isFalse();
    }
  }

  @Test
  void prefersABinaryOnThePathToTheLibrary() throws IOException {
    binary();
    long pid;
    try (LocalClickHouse server = start(environment(Map.of()))) {
      pid = server.pid();
      String command = ProcessHandle.of(pid).orElseThrow().info().commandLine().orElseThrow();
      assertThat(command).contains("FakeClickHouse server --config-file=" + directory);
      assertThat(server.log()).content().contains("Serving");
      server.kill();
      assertThat(ProcessHandle.of(pid)).isEmpty();
      server.restart();
      pid = server.pid();
    }
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void saysWhyThereIsNoContainer() {
    Map<String, String> variables =
        Map.of("HINDCAST_CLICKHOUSE", "container", "HINDCAST_CLICKHOUSE_IMAGE", "localhost:1/none");
    assertThatThrownBy(() -> start(environment(variables)))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessageStartingWith("ClickHouse cannot be run as a container of localhost:1/none: ")
        .hasMessageContaining("Check that a Docker engine runs and has or can fetch the image")
        .hasMessageNotContaining("\n");
  }

  @Test
  void saysWhatCanBeAskedFor() {
    assertThatThrownBy(() -> start(environment(Map.of("HINDCAST_CLICKHOUSE", "cloud"))))
        .isInstanceOf(PrerequisiteMissing.class)
        .hasMessage(
            "HINDCAST_CLICKHOUSE is 'cloud'; set it to binary or container or embedded, or unset"
                + " it.");
  }

  private LocalClickHouse start(Environment environment) {
    return LocalClickHouse.start(
        ClickHouseOptions.in(directory.resolve("server")).withEnvironment(environment));
  }

  private Environment environment(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("PATH", directory + ":" + System.getenv("PATH"));
    return new Environment(variables);
  }

  private void binary() throws IOException {
    String script =
        "#!/bin/sh\nexec '%s/bin/java' -Xmx32m -cp '%s' %s \"$@\"\n"
            .formatted(
                System.getProperty("java.home"),
                Path.of("target", "test-classes").toAbsolutePath(),
                FakeClickHouse.class.getName());
    Path file = Files.writeString(directory.resolve("clickhouse"), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
