package io.hindcast.core.swap;

import io.hindcast.core.error.ErrorCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The moment at which readers see the new content. */
final class Publication {
  private Publication() {}

  static SwapState next(SwapState.Publishing state, SwapEvent event) {
    SwapContext context = state.context();
    return switch (state) {
      case SwapState.Exchanging ignored when event instanceof SwapEvent.Exchanged e ->
          exchanged(context, e.micros(), e.at());
      case SwapState.LookingUp s when event instanceof SwapEvent.StorageFound found ->
          found(s, found.live());
      case SwapState.Replacing s when event instanceof SwapEvent.PartitionReplaced e ->
          replaced(s, e);
      case SwapState.Publishing ignored -> throw SwapMachine.illegal(state, event);
    };
  }

  static SwapState exchanged(SwapContext context, long micros, @Nullable Instant at) {
    return new SwapState.NotingInserts(context.with(figures -> figures.published(micros, at)));
  }

  private static SwapState found(SwapState.LookingUp state, UUID live) {
    SwapContext context = state.context();
    if (live.equals(context.storages().sealed())) {
      return exchanged(context, 0, null);
    }
    if (!live.equals(context.storages().live())) {
      return Reverse.refuse(context, replacedByOthers(context, live));
    }
    return state.cause() == null
        ? new SwapState.LeavingWindow(context)
        : Reverse.refuse(context, state.cause());
  }

  private static SwapState replaced(SwapState.Replacing state, SwapEvent.PartitionReplaced event) {
    SwapContext context =
        state.context().with(figures -> figures.published(event.micros(), event.at()));
    int next = state.index() + 1;
    return next < context.plan().pins().size()
        ? new SwapState.Replacing(context, next)
        : new SwapState.Reading(context);
  }

  private static SwapFailure replacedByOthers(SwapContext context, UUID live) {
    return SwapFailure.of(
        ErrorCode.SWAP_CONFLICT,
        "%s was replaced by somebody else: its storage is %s, expected %s"
            .formatted(context.plan().target(), live, context.storages().live()));
  }
}
