package io.hindcast.cli.command;

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

class SubmitCommandTest {
  private static final String ACCEPTED = "{\"backfillId\":\"%s\"}".formatted(Samples.ID);
  private static final String STATUS = "GET /v1/backfills/" + Samples.ID;

  @TempDir Path directory = Path.of("");

  private final FakePlanner planner = new FakePlanner();

  @BeforeEach
  void writeSpec() throws IOException {
    Files.writeString(directory.resolve("spec.yaml"), "apiVersion: hindcast/v1\nkind: Backfil\n");
  }

  @AfterEach
  void stop() {
    planner.close();
  }

  private CliRun.Result submit(String... more) {
    String[] arguments = new String[more.length + 4];
    arguments[0] = "submit";
    arguments[1] = "--id";
    arguments[2] = Samples.ID;
    System.arraycopy(more, 0, arguments, 3, more.length);
    arguments[arguments.length - 1] = "spec.yaml";
    return new CliRun(directory).against(planner).run(arguments);
  }

  @Test
  void printsTheIdAlone() {
    planner.on("POST /v1/backfills", 202, ACCEPTED);
    CliRun.Result result = submit();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo(Samples.ID + System.lineSeparator());
    assertThat(planner.requests().getFirst().body())
        .contains("kind: Backfil\\n", Samples.ID, "\"origin\":\"CLI\"");
  }

  @Test
  void showsEveryMistakeOnItsLine() {
    planner.on(
        "POST /v1/backfills",
        400,
        """
        {"code":"SPEC_INVALID","message":"2 problems","problems":[
          {"line":2,"column":7,"path":"kind","message":"expected Backfill, found Backfil"},
          {"line":0,"column":0,"path":"spec","message":"is missing"}]}
        """);
    CliRun.Result result = submit();
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .containsExactly(
            "spec.yaml:2:7: kind: expected Backfill, found Backfil",
            "    kind: Backfil",
            "          ^",
            "spec.yaml: spec: is missing",
            "2 problems");
  }

  @Test
  void waitsUntilTheBackfillIsSwappedIn() {
    planner
        .on("POST /v1/backfills", 202, ACCEPTED)
        .on(STATUS, 404, "{\"code\":\"NOT_FOUND\",\"message\":\"Still on its way\"}")
        .on(STATUS, 200, Samples.backfill("RUNNING", 62))
        .on(STATUS, 200, Samples.backfill("SWAPPED", 100));
    CliRun.Result result = submit("--wait");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("RUNNING", "62 %", "112 of 181 partitions", "SWAPPED");
  }

  @Test
  void endsWithOneWhenTheBackfillFailed() {
    planner.on("POST /v1/backfills", 202, ACCEPTED).on(STATUS, 200, Samples.failed());
    CliRun.Result result = submit("--wait");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("Unknown identifier 'dealy' (TRANSFORM_FAILED in task t-3)");
  }

  @Test
  void endsWithSixWhenAViewBesideTheTargetIsBroken() {
    planner.on("POST /v1/backfills", 202, ACCEPTED).on(STATUS, 200, Samples.brokenView());
    CliRun.Result result = submit("--wait");
    assertThat(result.exitCode()).isEqualTo(6);
    assertThat(result.out())
        .contains("SWAPPED", "BROKEN", "shop.mv is gone", "shop.sums", "REBUILT", "RUNNING");
  }

  @Test
  void printsTheLastStatusAsJson() {
    planner
        .on("POST /v1/backfills", 202, ACCEPTED)
        .on(STATUS, 200, Samples.backfill("SWAPPED", 100));
    CliRun.Result result = submit("--wait", "--output", "json");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("{").contains("\"aFieldOfALaterVersion\" : true");
  }

  @Test
  void putsTheSqlFileInline() throws IOException {
    planner.on("POST /v1/backfills", 202, ACCEPTED);
    Files.writeString(directory.resolve("transform.sql"), "SELECT 42 AS answer\n");
    Files.writeString(
        directory.resolve("spec.yaml"), "spec:\n  transform:\n    file: transform.sql\n");
    assertThat(submit().exitCode()).isZero();
    assertThat(planner.requests().getFirst().body()).contains("SELECT 42 AS answer");
  }

  @Test
  void putsTheWordOfTheCommandLineIntoTheSpec() throws IOException {
    planner.on("POST /v1/backfills", 202, ACCEPTED);
    Files.writeString(
        directory.resolve("spec.yaml"), "spec:\n  range: {from: a} # why\n  scope: {first: [1]}\n");
    assertThat(submit("--reprocess", "changed").exitCode()).isZero();
    assertThat(planner.requests().getFirst().body())
        .contains("{from: a} # why\\n  scope: {reprocess: changed, first: [1]}");
  }

  @Test
  void refusesAWordThatIsNoScope() {
    CliRun.Result result = submit("--reprocess", "everything");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("none|failed|changed|completed", "everything");
    assertThat(planner.requests()).isEmpty();
  }

  @Test
  void endsWithZeroWhenThereIsNothingToDo() {
    planner
        .on("POST /v1/backfills", 202, ACCEPTED)
        .on(STATUS, 200, Samples.backfill("NOTHING_TO_DO", 100));
    CliRun.Result result = submit("--wait");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("NOTHING_TO_DO");
  }

  @Test
  void namesTheMissingSpecFile() {
    CliRun.Result result = new CliRun(directory).against(planner).run("submit", "absent.yaml");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("absent.yaml", "no such file").doesNotContain("\tat ");
  }
}
