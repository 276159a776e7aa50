package io.hindcast.core.status;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of a list of backfills; {@code percent} is of tasks done, 0 to 100.
 *
 * @param groupId that of those that are swapped in together; empty on its own
 */
public record BackfillSummary(
    UUID backfillId,
    String name,
    String owner,
    String target,
    String state,
    double percent,
    Instant submittedAt,
    Optional<Instant> finishedAt,
    Optional<BackfillStatus.Reason> reason,
    Optional<UUID> groupId) {}
