/**
 * Executes swaps: claims them, does what the protocol says next, and journals it. Owns the threads,
 * the leases' renewal and the retries; decides nothing about a swap itself.
 */
@NullMarked
package io.hindcast.relay.swap;

import org.jspecify.annotations.NullMarked;
