package io.hindcast.cli.command;

import static io.hindcast.cli.command.Samples.backfill;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.CliRun;
import io.hindcast.cli.FakePlanner;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlWaitTest {
  private static final String STATUS = "GET /v1/backfills/" + Samples.ID;
  private static final String CONTROLS = "POST /v1/backfills/" + Samples.ID + "/controls";
  private static final String QUERIES = "GET /v1/backfills/" + Samples.ID + "/queries";

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
  void aCancelIsWaitedForUntilNothingRuns() {
    String stuck =
        backfill("CANCELLING", 60)
            .replace("\"warnings\":[]", "\"warnings\":[\"Waiting, 1 query still runs\"]");
    planner
        .on(CONTROLS, 202, "{}")
        .on(STATUS, 200, backfill("RUNNING", 60))
        .on(STATUS, 200, stuck)
        .on(STATUS, 200, backfill("CANCELLED", 60))
        .on(QUERIES, 200, "{\"running\":0}");
    CliRun.Result result = run("cancel", "--wait", Samples.ID);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains(Samples.ID + ": cancelled in ", "; 0 of its queries run", "none can start");
    assertThat(result.err()).contains("Waiting, 1 query still runs");
  }

  @Test
  void aCancelThatComesTooLateEndsWithFour() {
    planner.on(CONTROLS, 202, "{}").on(STATUS, 200, backfill("SWAPPED", 100));
    CliRun.Result result = run("cancel", "--wait", Samples.ID);
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err()).contains("It ended as SWAPPED before the cancel arrived");
  }

  @Test
  void aPauseIsWaitedForUntilNoTaskRuns() {
    String pausing = paused(2);
    planner
        .on(CONTROLS, 202, "{}")
        .on(STATUS, 200, backfill("RUNNING", 60))
        .on(STATUS, 200, pausing)
        .on(STATUS, 200, paused(0));
    CliRun.Result result = run("pause", "--wait", Samples.ID);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains(Samples.ID + ": paused in ", "none of its tasks runs");
  }

  @Test
  void theStatusTellsHowManyTasksEndBeforeThePauseIsComplete() {
    planner.on(STATUS, 200, paused(2));
    assertThat(run("status", Samples.ID).out()).contains("RUNNING (pausing, 2 tasks end)");
    planner.close();
  }

  private static String paused(int running) {
    return backfill("RUNNING", 60)
        .replace("\"paused\":false", "\"paused\":true")
        .replaceFirst("\"tasksRunning\":\\d+", "\"tasksRunning\":" + running);
  }
}
