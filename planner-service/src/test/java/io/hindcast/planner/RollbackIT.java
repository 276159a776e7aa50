package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.status.BackfillStatus;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.SwapDirection;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.VerdictOutcome;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class RollbackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final UUID id = UUID.randomUUID();
  private Scene scene;

  @BeforeEach
  void set() throws Exception {
    scene = new Scene();
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void goesBackAndForthWithWhatIsLive() throws Exception {
    SwapRequest first = scene.swapped(id);

    scene.control(id, ControlAction.ROLLBACK);
    scene.control(id, ControlAction.ROLLBACK);
    assertThat(scene.state(id)).isEqualTo("ROLLING_BACK");
    assertThat(scene.swaps(id)).isEqualTo(2);
    SwapRequest back = scene.swap(id, 1);
    assertThat(back.getDirection()).isEqualTo(SwapDirection.BACK);
    assertThat(back.getUndoes()).containsExactly(first.getSwapId());
    assertThat(back.getPins()).isEmpty();
    assertThat(back.getRound()).isZero();
    assertThat(back.getShadowTable().getTable()).isEqualTo(Scene.prefix(id) + "r0_shadow");
    assertThat(back.getKeepPreviousMs()).isEqualTo(Duration.ofDays(1).toMillis());
    scene.answers.rolledBack(back);
    scene.answers.rolledBack(back);
    assertThat(scene.state(id)).isEqualTo("ROLLED_BACK");

    scene.control(id, ControlAction.APPROVE);
    scene.control(id, ControlAction.APPROVE);
    assertThat(scene.state(id)).isEqualTo("SWAPPING_AGAIN");
    SwapRequest forward = scene.swap(id, 2);
    assertThat(forward.getDirection()).isEqualTo(SwapDirection.FORWARD);
    assertThat(forward.getUndoes()).containsExactly(back.getSwapId());
    assertThat(forward.getShadowTable().getTable()).isEqualTo(Scene.prefix(id) + "r1_shadow");
    scene.answers.swapped(forward);
    assertThat(scene.state(id)).isEqualTo("SWAPPED");

    scene.control(id, ControlAction.ROLLBACK);
    SwapRequest again = scene.swap(id, 3);
    assertThat(again.getUndoes()).containsExactly(forward.getSwapId());
    assertThat(again.getRound()).isEqualTo(2);
    assertThat(scene.swaps(id)).isEqualTo(4);
    assertThat(scene.planner.status(id).reversals())
        .extracting(BackfillStatus.Reversal::direction, it -> it.outcome().orElse("open"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("BACK", "COMPLETED"),
            org.assertj.core.groups.Tuple.tuple("FORWARD", "COMPLETED"),
            org.assertj.core.groups.Tuple.tuple("BACK", "open"));
  }

  @Test
  void aRefusedRollbackIsToldAndLeavesTheBackfillAsItWas() throws Exception {
    scene.swapped(id);
    scene.control(id, ControlAction.ROLLBACK);
    scene.answers.refused(scene.swap(id, 1), "SWAP_CONFLICT", "Swap x has touched 20200105");

    BackfillStatus status = scene.planner.status(id);
    assertThat(status.state()).isEqualTo("SWAPPED");
    assertThat(status.warnings())
        .contains(
            "The rollback that tester asked for was refused (SWAP_CONFLICT): Swap x has touched 20200105");
    assertThat(scene.planner.queries().history(id, 100))
        .anySatisfy(line -> {
          assertThat(line.event()).isEqualTo("RollbackRequested");
          assertThat(line.by()).isEqualTo("tester");
          assertThat(line.reason()).contains("takes back", "; because of a test");
        })
        .anySatisfy(line -> {
          assertThat(line.from()).isEqualTo("ROLLING_BACK");
          assertThat(line.to()).isEqualTo("SWAPPED");
          assertThat(line.reason()).contains("SWAP_CONFLICT", "has touched 20200105");
        });

    scene.control(id, ControlAction.ROLLBACK);
    assertThat(scene.swap(id, 2).getShadowTable().getTable()).endsWith("r1_shadow");
    assertThat(scene.planner.status(id).warnings()).isEmpty();
  }

  @Test
  void whatTheRelayRepeatsIsToldUntilItEnds() throws Exception {
    SwapRequest first = scene.swapped(id);
    scene.answers.repeats(first, "VERIFYING_PARTS", 1);
    assertThat(scene.planner.queries().repeats(id)).as("of a swap that has ended").isEmpty();

    scene.control(id, ControlAction.ROLLBACK);
    SwapRequest back = scene.swap(id, 1);
    scene.answers.repeats(back, "ASSEMBLING", 1);
    scene.answers.repeats(back, "ASSEMBLING", 2);
    assertThat(scene.planner.queries().repeats(id))
        .hasValueSatisfying(text ->
            assertThat(text).contains("ASSEMBLING", "repeats so far: 2", "Connection refused"));
    assertThat(scene.planner.queries().history(id, 100))
        .filteredOn(line -> line.event().equals("SwapRepeats"))
        .hasSize(2);

    scene.answers.rolledBack(back);
    assertThat(scene.planner.queries().repeats(id)).isEmpty();
  }

  @Test
  void contentThatIsNotWhatWasPublishedIsToldInTheHistory() throws Exception {
    scene.swapped(id);
    scene.control(id, ControlAction.ROLLBACK);
    scene.answers.rolledBackWithOtherRows(scene.swap(id, 1), List.of("20200105"));

    assertThat(scene.planner.status(id).state()).isEqualTo("ROLLED_BACK");
    assertThat(scene.planner.queries().history(id, 100))
        .anySatisfy(line -> {
          assertThat(line.event()).isEqualTo("ContentDiffers");
          assertThat(line.reason()).contains("20200105", "compare them");
        });
  }

  @Test
  void aSwapThatIsUnderWayCannotBeRolledBack() throws Exception {
    SwapRequest swap = scene.swapping(id);
    scene.control(id, ControlAction.ROLLBACK);

    assertThat(scene.state(id)).isEqualTo("SWAPPING");
    assertThat(scene.swaps(id)).isEqualTo(1);
    assertThat(scene.planner.status(id).warnings())
        .singleElement()
        .asString()
        .contains("ILLEGAL_STATE", "cannot be called back", "Wait for its end");
    scene.answers.swapped(swap);
    scene.awaitState(id, "SWAPPED");
  }

  @Test
  void nothingLiveMeansNothingToTakeBack() throws Exception {
    scene.submit(id, scene.yaml(1, 11, Scene.AT_ONCE));
    scene.task(id, 0);
    scene.control(id, ControlAction.ROLLBACK);

    assertThat(scene.state(id)).isEqualTo("RUNNING");
    assertThat(scene.planner.status(id).warnings().getFirst()).contains("hindcast cancel");
  }

  @Test
  void aFollowUpIsGivenUpAndBeginsAnewWhenTheRollbackIsRefused() throws Exception {
    SwapRequest first = scene.swapping(id);
    scene.lateRow();
    scene.answers.swapped(first);
    scene.answers.attempt(scene.task(id, 1));
    assertThat(scene.tables(id)).contains("g1_shadow").anyMatch(name -> name.startsWith("t0"));

    scene.control(id, ControlAction.ROLLBACK);
    SwapRequest back = scene.swap(id, 1);
    assertThat(back.getUndoes()).containsExactly(first.getSwapId());
    await()
        .atMost(PATIENCE)
        .until(() ->
            scene.tables(id).stream()
                .noneMatch(name -> name.equals("g1_shadow") || name.startsWith("t0")));
    scene.answers.refused(back, "SWAP_CONFLICT", "no");

    Task anew = scene.task(id, 2);
    assertThat(anew.getTaskId()).isEqualTo(scene.task(id, 1).getTaskId());
    assertThat(anew.getGeneration()).isEqualTo(2);
    scene.answers.work(anew);
    scene.answers.judge(scene.validation(id, 1), VerdictOutcome.PASSED, List.of());
    SwapRequest second = scene.swap(id, 2);
    assertThat(second.getShadowTable().getTable()).endsWith("g2_shadow");
    scene.answers.swapped(second);
    scene.awaitState(id, "SWAPPED");

    scene.control(id, ControlAction.ROLLBACK);
    assertThat(scene.swap(id, 3).getUndoes())
        .containsExactly(first.getSwapId(), second.getSwapId());
  }

  @Test
  void whatFailedAfterASwapIsTakenBack() throws Exception {
    SwapRequest first = scene.swapping(id);
    scene.lateRow();
    scene.answers.swapped(first);
    scene.answers.fail(scene.task(id, 1), "TRANSFORM_FAILED", false);
    scene.awaitState(id, "FAILED");

    scene.control(id, ControlAction.ROLLBACK);
    scene.answers.refused(scene.swap(id, 1), "SWAP_CONFLICT", "no");
    assertThat(scene.state(id)).isEqualTo("FAILED");
    assertThat(scene.planner.status(id).reason().orElseThrow().code())
        .isEqualTo("TRANSFORM_FAILED");

    scene.control(id, ControlAction.ROLLBACK);
    scene.answers.rolledBack(scene.swap(id, 2));
    assertThat(scene.state(id)).isEqualTo("ROLLED_BACK");
  }

  @Test
  void aHotPartitionIsNamedAndCanBeTakenBack() throws Exception {
    scene.submit(
        id, scene.yaml(1, 11, "waves: [100%]\n  swap: {approval: auto, catchUpRounds: 0}"));
    scene.answers.work(scene.task(id, 0));
    scene.answers.judge(scene.validation(id, 0), VerdictOutcome.PASSED, List.of());
    SwapRequest swap = scene.swap(id, 0);
    scene.lateRow();
    scene.answers.swapped(swap);
    scene.awaitState(id, "HOT_PARTITION");

    BackfillStatus.Reason reason = scene.planner.status(id).reason().orElseThrow();
    assertThat(reason.code()).isEqualTo("HOT_PARTITION");
    assertThat(reason.message())
        .contains("20200101", "20200105", "The live table has the new content")
        .contains("source.allowedLateness");
    scene.control(id, ControlAction.ROLLBACK);
    scene.answers.rolledBack(scene.swap(id, 1));
    assertThat(scene.state(id)).isEqualTo("ROLLED_BACK");
  }
}
