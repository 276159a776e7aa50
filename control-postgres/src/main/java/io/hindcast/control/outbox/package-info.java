/**
 * What a service says, written in the transaction of its state change. Owns the outbox table that
 * the relay reads from the log.
 */
@NullMarked
package io.hindcast.control.outbox;

import org.jspecify.annotations.NullMarked;
