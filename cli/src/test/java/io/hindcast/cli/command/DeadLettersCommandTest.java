package io.hindcast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.CliRun;
import io.hindcast.cli.FakePlanner;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersCommandTest {
  private static final String LETTER =
      "{\"number\":17,\"topic\":\"hindcast.requests\",\"partition\":2,\"offset\":41,\"key\":\"k\","
          + "\"bytes\":2048,\"code\":\"REQUEST_CONFLICT\",\"message\":\"Known already\","
          + "\"service\":\"hindcast.planner\",\"deliveries\":1,\"at\":\"2026-12-01T10:00:00Z\","
          + "\"replayedAt\":null}";

  @TempDir Path directory = Path.of("");

  private final FakePlanner planner = new FakePlanner();

  @AfterEach
  void stop() {
    planner.close();
  }

  private CliRun.Result run(String... arguments) {
    return new CliRun(directory).against(planner).run(arguments);
  }

  @Test
  void listsThemAndSaysWhereTheNextPageBegins() {
    planner.on(
        "GET /v1/dead-letters?limit=1&topic=hindcast.requests",
        200,
        "{\"letters\":[%s],\"next\":17}".formatted(LETTER));

    CliRun.Result result = run("dead-letters", "--limit", "1", "--topic", "hindcast.requests");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("17", "hindcast.requests", "REQUEST_CONFLICT", "Known already")
        .contains("There are more: --before 17");
  }

  @Test
  void saysWhenThereAreNone() {
    planner.on("GET /v1/dead-letters?limit=50", 200, "{\"letters\":[],\"next\":null}");
    assertThat(run("dead-letters").out()).contains("No message was put aside.");
  }

  @Test
  void showsOneWithItsMessageOrSaysThatItCannotBeRead() {
    planner.on(
        "GET /v1/dead-letters/17",
        200,
        "{\"letter\":%s,\"content\":\"{owner: me}\"}".formatted(LETTER));
    assertThat(run("dead-letters", "17").out())
        .contains("partition 2, offset 41, key k", "{owner: me}", "hindcast.planner");

    planner.on(
        "GET /v1/dead-letters/18", 200, "{\"letter\":%s,\"content\":null}".formatted(LETTER));
    assertThat(run("dead-letters", "18").out()).contains("2.0 KiB that cannot be read");
  }

  @Test
  void hasOneDeliveredAgain() {
    planner.on(
        "POST /v1/dead-letters/17/replay", 202, "{\"number\":17,\"topic\":\"hindcast.requests\"}");
    assertThat(run("dead-letters", "17", "--replay").out())
        .contains("17 is on its way to hindcast.requests again");

    CliRun.Result without = run("dead-letters", "--replay");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err()).contains("--replay needs the number");
  }
}
