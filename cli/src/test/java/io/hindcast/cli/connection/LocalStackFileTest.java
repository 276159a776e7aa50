package io.hindcast.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.CliRun;
import io.hindcast.cli.FakePlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackFileTest {
  @TempDir Path directory = Path.of("");

  private final FakePlanner planner = new FakePlanner();
  private final StackProcess self =
      StackProcess.of("host", ProcessHandle.current(), "/var/log/host.log");

  @BeforeEach
  void noRuns() {
    planner.on("GET /v1/backfills?limit=20", 200, "{\"backfills\":[]}");
  }

  @AfterEach
  void stop() {
    planner.close();
  }

  private Path describe(Path stack, long startedAtMs) throws IOException {
    Files.createDirectories(stack);
    Files.writeString(
        stack.resolve(LocalStackFile.NAME),
        """
        {"directory":"%s","startedAt":"2026-01-01T00:00:00Z",
         "endpoints":{"clickhouse":{"url":"http://127.0.0.1:8123","user":"h","password":"secret"},
           "kafka":{"bootstrap":"127.0.0.1:9092"},
           "postgres":{"url":"jdbc:postgresql://127.0.0.1/h","user":"h","password":"secret"},
           "api":{"url":"%s","token":"%s"}},
         "processes":[{"name":"host","pid":%d,"startedAtMs":%d,"log":"/var/log/host.log"}]}
        """
            .formatted(stack, planner.url(), FakePlanner.TOKEN, self.pid(), startedAtMs));
    return stack;
  }

  @Test
  void theLocalStackIsUsedWhenNothingIsGiven() throws IOException {
    describe(directory.resolve(".hindcast"), self.startedAtMs());
    assertThat(new CliRun(directory).run("runs").exitCode()).isZero();
  }

  @Test
  void theLastStackIsFoundWhereverItIs() throws IOException {
    Path elsewhere = describe(directory.resolve("elsewhere"), self.startedAtMs());
    Files.createDirectories(directory.resolve(".hindcast"));
    Files.writeString(directory.resolve(".hindcast/current"), elsewhere + "\n");
    assertThat(new CliRun(directory).run("runs").exitCode()).isZero();
  }

  @Test
  void itsTokenGoesNowhereElse() throws IOException {
    describe(directory.resolve(".hindcast"), self.startedAtMs());
    CliRun.Result result = new CliRun(directory).run("runs", "--api", "http://127.0.0.1:9");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("No token for http://127.0.0.1:9");
  }

  @Test
  void theTokenFileWins() throws IOException {
    Files.writeString(directory.resolve("token"), FakePlanner.TOKEN + "\n");
    CliRun run = new CliRun(directory).with("HINDCAST_TOKEN", "wrong");
    assertThat(run.run("runs", "--api", planner.url(), "--token-file", "token").exitCode())
        .isZero();
  }

  @Test
  void statusWithoutAnIdDescribesTheStack() throws IOException {
    Path stack = describe(directory.resolve(".hindcast"), self.startedAtMs());
    CliRun.Result json = new CliRun(directory).run("status", "--output", "json");
    assertThat(json.exitCode()).isZero();
    assertThat(json.out())
        .contains("\"state\" : \"UP\"", "\"bootstrap\" : \"127.0.0.1:9092\"")
        .contains("\"password\" : \"secret\"", "\"state\" : \"RUNNING\"");
    CliRun.Result text = new CliRun(directory).run("status");
    assertThat(text.out()).contains("Local stack in " + stack, "host").doesNotContain("secret");
  }

  @Test
  void aStackWhoseProcessIsGoneIsDown() throws IOException {
    describe(directory.resolve(".hindcast"), self.startedAtMs() - 1);
    CliRun.Result result = new CliRun(directory).run("status");
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err()).contains("No local stack is up", "hindcast up");
  }
}
