/**
 * A small warehouse in memory with everything that makes swaps hard: inserts that end late, merges,
 * restarts, unknown outcomes. Owns the model, not the invariants.
 */
@NullMarked
package io.hindcast.relay.swap.model;

import org.jspecify.annotations.NullMarked;
