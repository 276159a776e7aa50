package io.hindcast.relay.swap;

import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapStore;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.schemas.SwapRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records requested swaps; the same id twice is one. */
public final class SwapRequestHandler implements MessageHandler<SwapRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(SwapRequestHandler.class);

  private final SwapStore store;
  private final SwapRunner runner;
  private final String workingDatabase;

  /**
   * Records in the store and wakes the runner.
   *
   * @param workingDatabase where shadows are
   */
  public SwapRequestHandler(SwapStore store, SwapRunner runner, String workingDatabase) {
    this.store = store;
    this.runner = runner;
    this.workingDatabase = workingDatabase;
  }

  @Override
  public void handle(Delivery<SwapRequest> delivery) {
    SwapPlan plan = SwapOrder.of(delivery.message(), workingDatabase);
    if (store.add(plan)) {
      LOG.info(
          "Swap {} of {} requested: {} partitions by {}",
          plan.swapId(),
          plan.target(),
          plan.pins().size(),
          plan.strategy());
      runner.wake();
    } else {
      LOG.info("Swap {} was requested before; nothing to do", plan.swapId());
    }
  }
}
