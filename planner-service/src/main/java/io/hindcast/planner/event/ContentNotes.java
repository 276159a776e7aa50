package io.hindcast.planner.event;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRolledBack;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read back after a swap, against what was published. A difference is told, in the log and
 * in the history; it does not undo the swap, since most often somebody has simply written since.
 */
final class ContentNotes {
  private static final Logger LOG = LoggerFactory.getLogger(ContentNotes.class);
  private static final int SHOWN_MAX = 10;

  private ContentNotes() {}

  static Optional<AuditEntry> of(Backfill backfill, SwapEvent event, String by) {
    List<String> differing = differing(event.getOutcome());
    if (differing.isEmpty()) {
      return Optional.empty();
    }
    String reason =
        "%d partitions had other rows when they were read after swap %s than were published: %s%s. Somebody has written since, or worse: compare them"
            .formatted(
                differing.size(),
                event.getSwapId(),
                String.join(", ", differing.subList(0, Math.min(SHOWN_MAX, differing.size()))),
                differing.size() > SHOWN_MAX ? " and more" : "");
    LOG.warn("Backfill {}: {}", backfill.id(), reason);
    String state = backfill.state().label();
    return Optional.of(
        new AuditEntry(
            event.getMeta().getOccurredAt(), "ContentDiffers", state, state, by, reason));
  }

  private static List<String> differing(Object outcome) {
    return switch (outcome) {
      case SwapCompleted done -> done.getDifferingPartitions();
      case SwapRolledBack back -> back.getDifferingPartitions();
      default -> List.of();
    };
  }
}
