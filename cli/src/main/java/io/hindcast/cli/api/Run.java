package io.hindcast.cli.api;

import org.jspecify.annotations.Nullable;

/** One line of the list of backfills. */
public record Run(
    String backfillId,
    String name,
    @Nullable String owner,
    @Nullable String target,
    String state,
    double percent,
    @Nullable String submittedAt,
    @Nullable String finishedAt,
    Backfill.@Nullable Reason reason,
    @Nullable String groupId) {}
