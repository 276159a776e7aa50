/**
 * Carries committed outbox rows from PostgreSQL's write-ahead log to Kafka, at least once and in
 * order per key. Owns the replication slot, the publication and the position in the log.
 */
@NullMarked
package io.hindcast.relay.outbox;

import org.jspecify.annotations.NullMarked;
