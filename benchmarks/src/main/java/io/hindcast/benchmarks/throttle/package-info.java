/**
 * Measures what others notice of a backfill, with and without a throttle. It owns a dashboard that
 * asks at a steady rate, and a backfill that is hard work.
 */
@NullMarked
package io.hindcast.benchmarks.throttle;

import org.jspecify.annotations.NullMarked;
