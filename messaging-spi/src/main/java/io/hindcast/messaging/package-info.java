/**
 * The message bus as the services see it: topics, publishing, ordered consumption and the work
 * queue. Owns the guarantees (order, redelivery, dead letters), not the technology.
 */
@NullMarked
package io.hindcast.messaging;

import org.jspecify.annotations.NullMarked;
