package io.hindcast.planner.event;

import io.hindcast.core.backfill.BackfillState;
import java.util.Optional;
import java.util.UUID;

/** The swap that a backfill waits for. */
final class AwaitedSwap {
  private AwaitedSwap() {}

  /** Empty where it waits for none. */
  static Optional<UUID> of(BackfillState state) {
    return switch (state) {
      case BackfillState.Swapping swapping -> Optional.of(swapping.swapId());
      case BackfillState.RollingBack rolling -> Optional.of(rolling.swapId());
      case BackfillState.TakingBack taking -> Optional.of(taking.swapId());
      case BackfillState.SwappingAgain again -> Optional.of(again.swapId());
      default -> Optional.empty();
    };
  }
}
