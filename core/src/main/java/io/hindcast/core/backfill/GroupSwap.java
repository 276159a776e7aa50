package io.hindcast.core.backfill;

import java.util.UUID;

/**
 * Which swaps a relay publishes back to back.
 *
 * @param groupId made for these swaps; those of a later attempt have another
 * @param size how many there are
 */
public record GroupSwap(UUID groupId, int size) {}
