package io.hindcast.core.swap;

import java.time.Duration;
import java.util.UUID;

/**
 * What downstream wants to know about a swap; decides nothing.
 *
 * @param backfillId whose result it is
 * @param specName the spec's name
 * @param transformVersion version of the transform
 * @param round 0 for the first swap of a backfill, then 1, 2, … for follow-ups
 * @param keepPrevious how long the previous content is kept
 */
public record Provenance(
    UUID backfillId, String specName, String transformVersion, int round, Duration keepPrevious) {}
