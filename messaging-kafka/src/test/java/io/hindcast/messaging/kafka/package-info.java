/** The contract of the message bus, checked against a real broker. */
@NullMarked
package io.hindcast.messaging.kafka;

import org.jspecify.annotations.NullMarked;
