package io.hindcast.relay.swap;

import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRequest;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One generation after the other is published in the same partitions. With rollbacks, each is taken
 * back, published again and taken back once more before the next.
 */
final class Generations {
  private static final int TURNS = 4;

  private final SwapFixture fixture;
  private final SwapRunner runner;
  private final IntFunction<SwapRequest> computed;
  private final boolean withRollbacks;
  private int swaps;
  private int rollbacks;
  private int newest;
  private int below;
  private int live;
  private @Nullable SwapRequest last;

  /**
   * Of the fixture's table.
   *
   * @param computed the request for a generation that has just been computed
   * @param live the generation that is there
   */
  Generations(
      SwapFixture fixture,
      SwapRunner runner,
      IntFunction<SwapRequest> computed,
      boolean withRollbacks,
      int live) {
    this.fixture = fixture;
    this.runner = runner;
    this.computed = computed;
    this.withRollbacks = withRollbacks;
    this.newest = live;
    this.below = live;
    this.live = live;
  }

  /** Publishes something else, and tells what was published about it. */
  SwapEvent next() {
    SwapRequest done = last;
    if (withRollbacks && done != null && swaps % TURNS != 0) {
      live = live == newest ? below : newest;
      return publish(SwapRequests.undoing(done));
    }
    SwapRequest request = fresh(done);
    live = newest;
    return publish(request);
  }

  private SwapEvent publish(SwapRequest request) {
    SwapEvent event = fixture.swap(runner, request);
    swaps++;
    rollbacks += live == newest ? 0 : 1;
    last = request;
    return event;
  }

  private SwapRequest fresh(@Nullable SwapRequest done) {
    if (done != null) {
      UUID before = done.getMeta().getBackfillId();
      fixture.release(before);
    }
    below = live;
    newest++;
    return computed.apply(newest);
  }

  /** The generation that readers see now. */
  int live() {
    return live;
  }

  int swaps() {
    return swaps;
  }

  int rollbacks() {
    return rollbacks;
  }
}
