package io.hindcast.relay.swap;

import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;

/** Commands and events as people read them in the journal: lists of parts as their lengths. */
final class JournalText {
  private static final int LENGTH_MAX = 2_000;

  private JournalText() {}

  static String of(SwapCommand command) {
    return shorten(command.toString());
  }

  static String of(SwapEvent event) {
    return switch (event) {
      case SwapEvent.PartsRead e ->
          "PartsRead[%d parts in %d partitions]".formatted(e.parts().size(), e.partitions().size());
      case SwapEvent.RowsRead e -> "RowsRead[%d partitions]".formatted(e.partitions().size());
      case SwapEvent.PartsListed e ->
          "PartsListed[live %d, sealed %d, kept %d, published %d parts]"
              .formatted(e.live().size(), e.sealed().size(), e.kept().size(), e.published().size());
      case SwapEvent.HistoryRead e -> "HistoryRead[%d swaps]".formatted(e.swaps().size());
      case SwapEvent.Assembled e ->
          "Assembled[%d partitions, base of %d]".formatted(e.content().size(), e.base().size());
      case SwapEvent.Cloned e ->
          "Cloned[%d rows carried into %d partitions]"
              .formatted(
                  e.carried().values().stream().mapToLong(Long::longValue).sum(),
                  e.carried().size());
      case SwapEvent.LateListed e ->
          "LateListed[old %d, kept %d parts]".formatted(e.old().size(), e.kept().size());
      case SwapEvent.ContentRead e ->
          "ContentRead[%d partitions before, %d after]"
              .formatted(e.before().size(), e.after().size());
      default -> shorten(event.toString());
    };
  }

  private static String shorten(String text) {
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + " …";
  }
}
