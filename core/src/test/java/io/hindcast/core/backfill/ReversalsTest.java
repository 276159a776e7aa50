package io.hindcast.core.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.LiveSwaps.Done;
import io.hindcast.core.backfill.Reversals.Facts;
import io.hindcast.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReversalsTest {
  private static final UUID S0 = new UUID(0, 10);
  private static final UUID S1 = new UUID(0, 11);
  private static final UUID R = new UUID(0, 20);
  private static final UUID F = new UUID(0, 30);
  private static final Done FIRST = new Done(S0, 0, Direction.FORWARD, List.of());
  private static final Done SECOND = new Done(S1, 1, Direction.FORWARD, List.of());
  private static final Done BACK = new Done(R, 0, Direction.BACK, List.of(S0, S1));
  private static final Done AGAIN = new Done(F, 1, Direction.FORWARD, List.of(R));
  private static final Overlap OVERLAP =
      new Overlap(new UUID(0, 99), "other", "RUNNING", List.of("a", "b"), 12);

  @Test
  void whatIsLiveIsWhatNobodyHasTakenBack() {
    assertThat(live()).isEmpty();
    assertThat(live(SECOND, FIRST)).containsExactly(S0, S1);
    assertThat(live(FIRST, SECOND, BACK)).containsExactly(R);
    assertThat(live(FIRST, SECOND, BACK, AGAIN)).containsExactly(F);
  }

  @Test
  void theOrderInWhichResultsAreHeardOfDoesNotMatter() {
    List<Done> swaps = new ArrayList<>(List.of(FIRST, SECOND, BACK, AGAIN));
    for (long seed = 0; seed < 24; seed++) {
      Collections.shuffle(swaps, new Random(seed));
      assertThat(live(swaps.toArray(Done[]::new))).as("seed %d", seed).containsExactly(F);
    }
  }

  @Test
  void aRollbackNeedsASwapThatIsLiveAndKept() {
    BackfillState swapped = new BackfillState.Swapped();
    assertThat(Reversals.rollback(swapped, facts(false))).isEmpty();
    assertThat(Reversals.rollback(swapped, new Facts(List.of(), false, List.of())))
        .hasValueSatisfying(it -> assertThat(it.message()).contains("None of its swaps is live"));
    assertThat(Reversals.rollback(swapped, facts(true)))
        .hasValueSatisfying(it -> assertThat(it.code()).isEqualTo(ErrorCode.RETENTION_OVER));
    assertThat(Reversals.rollback(swapped, facts(false, OVERLAP)))
        .hasValueSatisfying(it -> {
          assertThat(it.code()).isEqualTo(ErrorCode.BACKFILL_OVERLAP);
          assertThat(it.message())
              .contains("(other) is RUNNING", "12 of the same partitions: a, b and 10 more");
        });
  }

  @Test
  void everyRefusalSaysWhatToDo() {
    assertThat(problem(new BackfillState.Planning())).contains("hindcast cancel");
    assertThat(problem(new BackfillState.Queued(S0, ""))).contains("hindcast cancel");
    assertThat(problem(new BackfillState.Running(BackfillSamples.FIRST_WAVE)))
        .contains("hindcast cancel");
    assertThat(problem(new BackfillState.Swapping(BackfillSamples.FOLLOW_UP, S0)))
        .contains("Wait for its end");
    assertThat(problem(new BackfillState.SwappingAgain(S0))).contains("Wait for its end");
    assertThat(problem(new BackfillState.RolledBack())).contains("hindcast approve");
    assertThat(problem(new BackfillState.Cancelled("x"))).contains("never swapped in");
  }

  @Test
  void onlyWhatIsRolledBackIsSwappedForwardAgain() {
    for (BackfillState state : BackfillSamples.states()) {
      assertThat(Reversals.forward(state, facts(false)).isEmpty())
          .as(state.label())
          .isEqualTo(state instanceof BackfillState.RolledBack);
    }
    assertThat(Reversals.forward(new BackfillState.RolledBack(), facts(true)))
        .hasValueSatisfying(it -> assertThat(it.code()).isEqualTo(ErrorCode.RETENTION_OVER));
  }

  private static String problem(BackfillState state) {
    Refusal refusal = Reversals.rollback(state, facts(false)).orElseThrow();
    assertThat(refusal.code()).isEqualTo(ErrorCode.ILLEGAL_STATE);
    return refusal.message();
  }

  private static Facts facts(boolean released, Overlap... overlaps) {
    return new Facts(List.of(FIRST), released, List.of(overlaps));
  }

  private static List<UUID> live(Done... swaps) {
    return LiveSwaps.of(List.of(swaps)).stream().map(Done::swapId).toList();
  }
}
