package io.hindcast.core.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SwapRepeatTest {
  private static final SwapContext CONTEXT = SwapSamples.context(Strategy.EXCHANGE);

  @Test
  void aStepThatKeepsFailingIsToldLessAndLessOften() {
    List<Integer> told = new ArrayList<>();
    SwapEvent failed = new SwapEvent.Failed(SwapSamples.TRANSIENT);
    SwapState state = new SwapState.VerifyingParts(CONTEXT);
    while (!(state instanceof SwapState.RestartingMerges)) {
      SwapState next = SwapMachine.transition(state, failed).next();
      SwapRepeat.of(state, failed, next).ifPresent(repeat -> told.add(repeat.times()));
      // What comes before the step succeeds each time.
      state =
          next instanceof SwapState.RestartingMerges
              ? next
              : new SwapState.VerifyingParts(next.context());
    }

    assertThat(told).containsExactly(1, 2, 4, 8, 16);
  }

  @Test
  void saysWhichStepAndWhy() {
    SwapState state = new SwapState.Comparing(CONTEXT, 0);
    SwapEvent failed = new SwapEvent.Failed(SwapSamples.TRANSIENT);

    assertThat(of(state, failed)).contains(new SwapRepeat("COMPARING", 1, SwapSamples.TRANSIENT));
  }

  @Test
  void momentsThatWereTooShortAreToldToo() {
    SwapContext stopped = CONTEXT.with(figures -> figures.stopped(SwapSamples.NOON));

    assertThat(of(new SwapState.Comparing(stopped, 0), new SwapEvent.WindowOver()))
        .hasValueSatisfying(repeat -> {
          assertThat(repeat.times()).isEqualTo(1);
          assertThat(repeat.why().code()).isEqualTo(ErrorCode.WAREHOUSE_OVERLOADED);
        });
  }

  @Test
  void whatGoesOnOrEndsIsNoRepeat() {
    SwapState comparing = new SwapState.Comparing(CONTEXT, 0);

    assertThat(of(comparing, new SwapEvent.Claimed(2))).isEmpty();
    assertThat(of(comparing, new SwapEvent.Failed(SwapSamples.FATAL))).isEmpty();
  }

  private static Optional<SwapRepeat> of(SwapState state, SwapEvent event) {
    return SwapRepeat.of(state, event, SwapMachine.transition(state, event).next());
  }
}
