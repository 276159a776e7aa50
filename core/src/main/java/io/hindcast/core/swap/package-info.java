/**
 * The swap: publishing recomputed partitions so that readers see all of them or none, and writers
 * lose nothing. Owns the protocol as a pure state machine and the port of its journal.
 */
@NullMarked
package io.hindcast.core.swap;

import org.jspecify.annotations.NullMarked;
