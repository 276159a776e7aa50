package io.hindcast.cli.command;

import static io.hindcast.cli.command.Samples.backfill;
import static io.hindcast.cli.command.Samples.reversal;
import static io.hindcast.cli.command.Samples.reversed;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.CliRun;
import io.hindcast.cli.FakePlanner;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackCommandTest {
  private static final String STATUS = "GET /v1/backfills/" + Samples.ID;
  private static final String CONTROLS = "POST /v1/backfills/" + Samples.ID + "/controls";
  private static final String DONE = reversal(0, "BACK", "\"COMPLETED\"");
  private static final String REFUSED = reversal(0, "BACK", "\"REFUSED\"");

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
  void waitsUntilTheOldContentIsBack() {
    planner
        .on(STATUS, 200, backfill("SWAPPED", 100))
        .on(STATUS, 200, backfill("SWAPPED", 100))
        .on(STATUS, 200, reversed("ROLLING_BACK", reversal(0, "BACK", "null")))
        .on(STATUS, 200, reversed("ROLLED_BACK", DONE))
        .on(CONTROLS, 202, "{}");
    CliRun.Result result = run("rollback", "--reason", "looks wrong", Samples.ID);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .containsExactly(
            "route-daily-delay-fix  " + Samples.ID + "  ROLLED_BACK",
            "  60 partitions, 1,000 -> 998 rows, 12 rows written since were carried over, exchanged in 1.5 ms");
    assertThat(result.err()).contains("hindcast approve " + Samples.ID);
    assertThat(planner.requests())
        .extracting(FakePlanner.Request::body)
        .contains("{\"action\":\"ROLLBACK\",\"reason\":\"looks wrong\"}");
  }

  @Test
  void tellsOnceWhatTheSwapRepeats() {
    String repeats =
        reversed("ROLLING_BACK", reversal(0, "BACK", "null"))
            .replace("\"warnings\":[]", "\"warnings\":[\"Waiting, is being tried again: X\"]");
    planner
        .on(STATUS, 200, backfill("SWAPPED", 100))
        .on(STATUS, 200, repeats)
        .on(STATUS, 200, repeats)
        .on(STATUS, 200, reversed("ROLLED_BACK", DONE))
        .on(CONTROLS, 202, "{}");

    assertThat(run("rollback", Samples.ID).err())
        .containsOnlyOnce("hindcast: Waiting, is being tried again: X");
  }

  @Test
  void endsWithFourAndTheReasonWhenItIsRefused() {
    planner
        .on(STATUS, 200, backfill("SWAPPED", 100))
        .on(STATUS, 200, reversed("SWAPPED", REFUSED))
        .on(CONTROLS, 202, "{}");
    CliRun.Result result = run("rollback", Samples.ID);
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "hindcast: The rollback was refused: A later swap has touched 20010101"
                + " (SWAP_CONFLICT). The backfill is SWAPPED");
  }

  @Test
  void anEarlierOutcomeIsNotTakenForThisOne() {
    planner
        .on(STATUS, 200, reversed("SWAPPED", REFUSED))
        .on(STATUS, 200, reversed("SWAPPED", REFUSED))
        .on(STATUS, 200, reversed("ROLLED_BACK", REFUSED, reversal(1, "BACK", "\"COMPLETED\"")))
        .on(CONTROLS, 202, "{}");
    assertThat(run("rollback", "-o", "json", Samples.ID))
        .satisfies(result -> assertThat(result.exitCode()).isZero())
        .satisfies(result -> assertThat(result.out()).contains("\"ROLLED_BACK\""));
  }

  @Test
  void whatIsRolledBackIsLeftAlone() {
    planner.on(STATUS, 200, reversed("ROLLED_BACK", DONE));
    CliRun.Result result = run("rollback", Samples.ID);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("rolled back already");
    assertThat(planner.requests()).hasSize(1);
  }

  @Test
  void doesNotWaitWhenToldSo() {
    planner.on(STATUS, 200, backfill("SWAPPED", 100)).on(CONTROLS, 202, "{}");
    CliRun.Result result = run("rollback", "--no-wait", Samples.ID);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("on its way");
  }

  @Test
  void aRefusalBeforeTheRelayIsAskedEndsWithFourToo() {
    planner
        .on(STATUS, 200, backfill("SWAPPING", 100))
        .on(CONTROLS, 409, "{\"code\":\"ILLEGAL_STATE\",\"message\":\"A swap is under way\"}");
    CliRun.Result result = run("rollback", Samples.ID);
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err()).isEqualToIgnoringNewLines("hindcast: A swap is under way");
  }

  @Test
  void anApprovalSwapsForwardAgainAndWaits() {
    planner
        .on(STATUS, 200, reversed("ROLLED_BACK", DONE))
        .on(STATUS, 200, reversed("SWAPPING_AGAIN", DONE, reversal(1, "FORWARD", "null")))
        .on(STATUS, 200, reversed("SWAPPED", DONE, reversal(1, "FORWARD", "\"COMPLETED\"")))
        .on(CONTROLS, 202, "{}");
    CliRun.Result result = run("approve", Samples.ID);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("SWAPPED");
    assertThat(result.err()).contains("hindcast rollback " + Samples.ID);
  }
}
