/**
 * Starts real Kafka, PostgreSQL and ClickHouse servers under one directory, for the demo and for
 * tests. It owns their life as a group; each server's own package owns how it is configured and
 * run.
 */
@NullMarked
package io.hindcast.localstack;

import org.jspecify.annotations.NullMarked;
