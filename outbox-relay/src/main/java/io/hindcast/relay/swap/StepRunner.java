package io.hindcast.relay.swap;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapFailure;
import io.hindcast.core.swap.SwapState;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes steps; after a failure it lets time pass, the more the more often it fails. */
final class StepRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final SwapSteps steps;
  private final Pause pause;

  StepRunner(SwapSteps steps, Pause pause) {
    this.steps = steps;
    this.pause = pause;
  }

  /** What came of the command: the protocol decides what a failure leads to. */
  SwapEvent run(SwapState state, SwapCommand command) {
    try {
      return steps.execute(command);
    } catch (HindcastException e) {
      LOG.warn(
          "Swap {} of {}: {} failed ({}): {}",
          state.context().plan().swapId(),
          state.context().plan().target(),
          state.label(),
          e.code(),
          e.getMessage());
      pause.take(pauseAfter(state.context().fence()));
      return new SwapEvent.Failed(
          new SwapFailure(e.code(), String.valueOf(e.getMessage()), List.of()));
    }
  }

  private static Duration pauseAfter(int failures) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failures, 10));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
