/**
 * Runs backfills by publishing requests and follows them on the topics. It owns when each step of a
 * backfill happened.
 */
@NullMarked
package io.hindcast.benchmarks.course;

import org.jspecify.annotations.NullMarked;
