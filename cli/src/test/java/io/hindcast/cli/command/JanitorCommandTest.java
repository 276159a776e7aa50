package io.hindcast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.CliRun;
import io.hindcast.cli.FakePlanner;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JanitorCommandTest {
  private static final String ORPHAN =
      "{\"action\":\"ORPHAN\",\"table\":\"hindcast.bf_stray\",\"backfillId\":null,"
          + "\"reason\":\"Nobody knows it\",\"rows\":null,\"bytes\":null}";

  @TempDir Path directory = Path.of("");

  private final FakePlanner planner = new FakePlanner();

  @AfterEach
  void stop() {
    planner.close();
  }

  private CliRun.Result run(String... arguments) {
    return new CliRun(directory).against(planner).run(arguments);
  }

  private static String report(boolean dryRun, String tables) {
    return "{\"dryRun\":%s,\"tables\":[%s],\"kept\":3}".formatted(dryRun, tables);
  }

  private static String line(String action) {
    return "{\"action\":\"%s\",\"table\":\"hindcast.bf_1_previous\",\"backfillId\":\"%s\","
            .formatted(action, Samples.ID)
        + "\"reason\":\"Its retention is over\",\"rows\":1200,\"bytes\":2048}";
  }

  @Test
  void aDryRunShowsWhatWouldBeDroppedAndWhatNobodyKnows() {
    planner.on("GET /v1/janitor", 200, report(true, line("WOULD_DROP") + "," + ORPHAN));
    CliRun.Result result = run("janitor", "--dry-run");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("would drop", "hindcast.bf_1_previous", Samples.ID, "1,200", "2.0 KiB")
        .contains("orphan", "hindcast.bf_stray", "Nobody knows it")
        .contains("3 tables in use or kept; nothing was changed.");
    assertThat(planner.requests()).extracting(FakePlanner.Request::method).containsExactly("GET");
  }

  @Test
  void aRunShowsWhatIsGone() {
    planner.on("POST /v1/janitor", 200, report(false, line("DROPPED")));
    CliRun.Result result = run("janitor");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("dropped", "Its retention is over");
  }

  @Test
  void saysSoWhenThereIsNothingToDo() {
    planner.on("POST /v1/janitor", 200, report(false, ""));
    assertThat(run("janitor").out().strip()).isEqualTo("Nothing to do, 3 tables in use or kept.");
  }

  @Test
  void endsWithOneWhenATableCannotBeDropped() {
    planner.on("POST /v1/janitor", 200, report(false, line("FAILED")));
    assertThat(run("janitor").exitCode()).isEqualTo(1);
  }
}
