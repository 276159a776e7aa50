/**
 * Swaps in PostgreSQL: their state, their journal and the leases of their targets. Owns the JSON
 * form of a swap's state.
 */
@NullMarked
package io.hindcast.control.relay;

import org.jspecify.annotations.NullMarked;
