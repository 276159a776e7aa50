/** Measures what hundreds of ended backfills cost those that come after them. */
@NullMarked
package io.hindcast.benchmarks.history;

import org.jspecify.annotations.NullMarked;
