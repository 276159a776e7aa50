package io.hindcast.demo.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;

/**
 * A completed swap as a downstream consumer saw it on the topic.
 *
 * @param at when the relay says that it happened; ISO-8601, UTC
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
    @JsonIgnore long receivedNanos) {

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
        System.nanoTime());
  }
}
