/** Measures what a task costs when it has next to nothing to compute. */
@NullMarked
package io.hindcast.benchmarks.tasks;

import org.jspecify.annotations.NullMarked;
