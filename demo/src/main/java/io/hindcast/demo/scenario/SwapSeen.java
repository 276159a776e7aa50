package io.hindcast.demo.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwappedPartition;
import java.util.List;

/**
 * A completed swap as a downstream consumer saw it on the topic.
 *
 * @param at when the relay says that it happened; ISO-8601, UTC
 * @param days ids of the partitions that it published, each a day
 * @param receivedNanos when the event was received, by {@link System#nanoTime}
 */
record SwapSeen(
    String eventId,
    String at,
    int round,
    String specName,
    String transformVersion,
    String previousTable,
    int partitions,
    long rowsBefore,
    long rowsAfter,
    long carriedRows,
    long mergesStoppedMs,
    long exchangeMicros,
    @JsonIgnore List<String> days,
    @JsonIgnore long receivedNanos) {
  /** Copies the list. */
  SwapSeen {
    days = List.copyOf(days);
  }

  static SwapSeen of(SwapEvent event, SwapCompleted swap) {
    return new SwapSeen(
        event.getMeta().getEventId().toString(),
        event.getMeta().getOccurredAt().toString(),
        event.getRound(),
        event.getSpecName(),
        event.getTransformVersion(),
        swap.getPreviousTable().getDatabase() + "." + swap.getPreviousTable().getTable(),
        swap.getPartitions().size(),
        swap.getRowsBefore(),
        swap.getRowsAfter(),
        swap.getCarriedRows(),
        swap.getMergesStoppedMs(),
        swap.getExchangeMicros(),
        swap.getPartitions().stream().map(SwappedPartition::getId).toList(),
        System.nanoTime());
  }

  /**
   * What readers saw before this swap, to be read from: what it replaced is kept, and what it did
   * not is as afterwards.
   *
   * @param after what they saw afterwards
   */
  String before(String after) {
    String ids = "(" + String.join(", ", days) + ")";
    return """
    (SELECT * FROM %s WHERE toYYYYMMDD(day) IN %s
     UNION ALL SELECT * FROM %s WHERE toYYYYMMDD(day) NOT IN %s)
    """
        .formatted(previousTable, ids, after, ids);
  }
}
