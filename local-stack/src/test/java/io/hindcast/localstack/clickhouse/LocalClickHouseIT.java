package io.hindcast.localstack.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClickHouseIT {
  @TempDir Path directory;

  @Test
  void keepsAcknowledgedRowsWhenKilledAndWhenStartedAgain() throws Exception {
    ClickHouseOptions options = ClickHouseOptions.in(directory);
    String url;
    try (LocalClickHouse server = LocalClickHouse.start(options)) {
      url = server.url();
      Query query = Query.to(server);
      query.run("CREATE DATABASE d");
      query.run("CREATE TABLE d.t (a Int32) ENGINE = MergeTree ORDER BY a");
      assertThat(query.run("INSERT INTO d.t SELECT number FROM numbers(1000)")).isEmpty();
      long killed = server.pid();
      server.kill();
      assertThat(ProcessHandle.of(killed)).isEmpty();
      server.restart();
      assertThat(query.run("SELECT count() FROM d.t")).isEqualTo("1000");
    }
    try (LocalClickHouse server = LocalClickHouse.start(options)) {
      assertThat(server.url()).isEqualTo(url);
      assertThat(Query.to(server).run("SELECT sum(a) FROM d.t")).isEqualTo("499500");
    }
  }

  @Test
  void keepsItsOwnLogTablesOverAStart() throws Exception {
    ClickHouseOptions options = ClickHouseOptions.in(directory);
    String marker = "SELECT 'marker of the first start'";
    String find =
        "SELECT count() > 0 FROM system.query_log WHERE type = 'QueryFinish' AND query = '%s'"
            .formatted(marker.replace("'", "\\'"));
    try (LocalClickHouse server = LocalClickHouse.start(options)) {
      Query query = Query.to(server);
      query.run(marker);
      await().atMost(Duration.ofSeconds(10)).until(() -> query.run(find).equals("1"));
    }
    try (LocalClickHouse server = LocalClickHouse.start(options)) {
      assertThat(Query.to(server).run(find)).isEqualTo("1");
      assertThat(Query.to(server).run("SELECT count() FROM system.part_log")).isNotEqualTo("0");
    }
  }

  @Test
  void readsFilesByRelativeNameAndKeepsStrangersOut() throws Exception {
    try (LocalClickHouse server = LocalClickHouse.start(ClickHouseOptions.in(directory))) {
      Files.writeString(server.userFiles().resolve("x.csv"), "7,seven\n");
      Query query = Query.to(server);
      assertThat(query.run("SELECT * FROM file('x.csv')")).isEqualTo("7\tseven");
      assertThat(
              query.run(
                  "SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage'"))
          .isEqualTo(Long.toString(4L << 30));
      Query stranger = new Query(server.url(), "default", "");
      assertThat(stranger.run("SELECT * FROM file('x.csv')")).contains("QUOTA_EXCEEDED");
      assertThat(new Query(server.url(), server.user(), "wrong").run("SELECT 1"))
          .contains("AUTHENTICATION_FAILED");
      assertThat(query.run("SELECT nonsense")).contains("UNKNOWN_IDENTIFIER");
      await().until(() -> Files.readString(server.log()).contains("UNKNOWN_IDENTIFIER"));
      assertNoSecretIsReadable(server);
    }
  }

  private void assertNoSecretIsReadable(LocalClickHouse server) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
            .contains(server.password())) {
          assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
      }
    }
    assertThat(ProcessHandle.of(server.pid()).orElseThrow().info().commandLine().orElseThrow())
        .doesNotContain(server.password());
  }

  @Test
  void refusesASecondServerOnTheSameDirectory() {
    ClickHouseOptions options = ClickHouseOptions.in(directory);
    try (LocalClickHouse server = LocalClickHouse.start(options)) {
      assertThatThrownBy(() -> LocalClickHouse.start(options))
          .hasMessageContaining("already runs on " + directory)
          .hasMessageContaining("process " + server.pid());
    }
  }
}
