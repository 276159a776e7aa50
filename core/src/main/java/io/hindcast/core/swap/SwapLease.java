package io.hindcast.core.swap;

import io.hindcast.core.table.TableName;
import java.util.UUID;

/**
 * The right to change a target, for one swap, until it expires or somebody takes it over.
 *
 * @param target the table
 * @param swapId the swap
 * @param epoch grows with every claim of the target; a smaller one is worth nothing
 * @param holder who has it
 */
public record SwapLease(TableName target, UUID swapId, long epoch, String holder) {}
