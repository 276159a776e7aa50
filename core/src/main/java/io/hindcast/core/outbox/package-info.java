/**
 * Messages that leave a service together with its state change. Owns their shape, not their
 * encoding or transport.
 */
@NullMarked
package io.hindcast.core.outbox;

import org.jspecify.annotations.NullMarked;
