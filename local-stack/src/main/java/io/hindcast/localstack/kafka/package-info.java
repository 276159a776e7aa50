/**
 * Runs a single-node Kafka in KRaft mode from the jars on the class path. It owns the broker's
 * settings, its formatting and its readiness.
 */
@NullMarked
package io.hindcast.localstack.kafka;

import org.jspecify.annotations.NullMarked;
