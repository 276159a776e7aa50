package io.hindcast.core.pace;

import java.util.UUID;

/**
 * What a backfill gets of its pool.
 *
 * @param allowance tasks that it may have in flight; fewer than it has means: start no other one
 * @param held slots that nobody else has: those granted, and those of tasks that still run
 * @param lead as a {@link Claim} has it, for the next time
 * @param owed as its {@link Rest} has it, for the next time
 */
public record Grant(UUID backfillId, int allowance, int held, double lead, double owed) {}
