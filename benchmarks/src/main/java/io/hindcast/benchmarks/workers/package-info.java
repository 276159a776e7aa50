/**
 * Measures what more workers bring, and what their deaths cost. It owns a backfill of many tasks of
 * equal length.
 */
@NullMarked
package io.hindcast.benchmarks.workers;

import org.jspecify.annotations.NullMarked;
