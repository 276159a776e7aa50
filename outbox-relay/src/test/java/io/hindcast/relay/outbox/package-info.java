/** Tests of the outbox relay on real servers. */
@NullMarked
package io.hindcast.relay.outbox;

import org.jspecify.annotations.NullMarked;
