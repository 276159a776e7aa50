package io.hindcast.core.swap;

import java.util.Optional;

/**
 * That a swap goes on by repeating a step.
 *
 * @param step label of the state whose step did not succeed
 * @param times how many steps were repeated so far, under one lease
 * @param why what was in the way
 */
public record SwapRepeat(String step, int times, SwapFailure why) {

  /**
   * What an event that led from one state to another is to be told as. Of many repeats each is told
   * that doubles their number.
   *
   * @return empty where nothing is repeated, and where it need not be told
   */
  public static Optional<SwapRepeat> of(SwapState from, SwapEvent event, SwapState to) {
    int times = to.context().fence();
    boolean repeated = times > from.context().fence() && Integer.bitCount(times) == 1;
    boolean left = to instanceof SwapState.LeavingWindow && Window.isOver(event);
    if (!repeated && !left) {
      return Optional.empty();
    }
    return Optional.of(
        left
            ? new SwapRepeat(
                from.label(), to.context().figures().windows(), Window.over(to.context(), event))
            : new SwapRepeat(from.label(), times, why(from, event)));
  }

  private static SwapFailure why(SwapState from, SwapEvent event) {
    return event instanceof SwapEvent.Failed(SwapFailure failure)
        ? failure
        : Window.moved(from.context());
  }
}
