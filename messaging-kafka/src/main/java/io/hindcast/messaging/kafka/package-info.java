/**
 * The message bus on Kafka: consumer groups for ordered subscriptions, share groups for work
 * queues. The only place that knows Kafka's clients.
 */
@NullMarked
package io.hindcast.messaging.kafka;

import org.jspecify.annotations.NullMarked;
