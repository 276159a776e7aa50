/** The statements that an attempt is made of. Owns their order and what is timed. */
@NullMarked
package io.hindcast.benchmarks.attempt;

import org.jspecify.annotations.NullMarked;
