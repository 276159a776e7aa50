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

/** Executes steps, and repeats those whose failure may pass. */
final class StepRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final SwapSteps steps;
  private final SwapConfig config;
  private final Pause pause;

  StepRunner(SwapSteps steps, SwapConfig config, Pause pause) {
    this.steps = steps;
    this.config = config;
    this.pause = pause;
  }

  /** What came of the command, {@link SwapEvent.Failed} included; {@code guard} runs before it. */
  SwapEvent run(SwapState state, SwapCommand command, Runnable guard) {
    Duration waited = Duration.ZERO;
    Duration next = FIRST;
    while (true) {
      guard.run();
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
        boolean again = repeated(state, e, waited);
        pause.take(next);
        if (!again) {
          return new SwapEvent.Failed(
              new SwapFailure(e.code(), String.valueOf(e.getMessage()), List.of()));
        }
        waited = waited.plus(next);
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
      }
    }
  }

  /** Whether the same command is tried again; otherwise the protocol decides. */
  private boolean repeated(SwapState state, HindcastException failure, Duration waited) {
    return switch (state) {
      case SwapState.Preparing ignored ->
          failure.code().retryable() && waited.compareTo(config.retryFor()) < 0;
      case SwapState.LeavingWindow ignored -> true;
      case SwapState.InWindow ignored -> false;
      case SwapState.LookingUp ignored -> true;
      case SwapState.Publishing ignored -> false;
      // The protocol looks again before it repeats these.
      case SwapState.CopyingLate ignored -> false;
      case SwapState.MovingLate ignored -> false;
      case SwapState.Published ignored -> true;
      case SwapState.Undoing ignored -> true;
      case SwapState.Adopting ignored -> true;
      case SwapState.Terminal ignored -> false;
    };
  }
}
