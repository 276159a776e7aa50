package io.hindcast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HindcastCommandTest {
  @TempDir Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan", "submit", "status", "watch", "runs", "approve", "pause", "resume", "retry",
        "cancel", "workers", "pools", "doctor"
      })
  void everyCommandHasHelpWithExamples(String command) {
    CliRun.Result result = new CliRun(directory).run(command, "--help");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("Usage: hindcast " + command, "Examples:", "  hindcast " + command)
        .contains("--output", "--api", "--token-file");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void documentsTheExitCodes() {
    CliRun.Result result = new CliRun(directory).run("--help");
    assertThat(result.out()).contains("Exit codes:", "  3    the spec is wrong");
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    CliRun.Result result = new CliRun(directory).run("plam");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("Did you mean: hindcast plan");
  }

  @Test
  void aMissingCommandIsAUsageError() {
    CliRun.Result result = new CliRun(directory).run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("A command is missing", "hindcast --help");
  }

  @Test
  void saysWhenThePlannerDoesNotAnswer() {
    CliRun.Result result =
        new CliRun(directory)
            .with("HINDCAST_API", "http://127.0.0.1:9")
            .with("HINDCAST_TOKEN", "t")
            .run("runs");
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.err()).contains("http://127.0.0.1:9 does not answer").doesNotContain("\tat ");
  }

  @Test
  void saysWhenTheTokenIsWrong() {
    try (FakePlanner planner = new FakePlanner()) {
      CliRun.Result result =
          new CliRun(directory)
              .against(planner)
              .with("HINDCAST_TOKEN", "wrong")
              .run("status", UUID.randomUUID().toString());
      assertThat(result.exitCode()).isEqualTo(4);
      assertThat(result.err()).contains("Wrong token. Give the right token with --token-file");
    }
  }

  @Test
  void showsTheTraceOnlyWhenAsked() {
    CliRun run = new CliRun(directory).with("HINDCAST_API", "http://127.0.0.1:9");
    assertThat(run.run("runs").err()).doesNotContain("\tat ");
    assertThat(run.with("HINDCAST_DEBUG", "1").run("runs").err()).contains("\tat ");
  }
}
