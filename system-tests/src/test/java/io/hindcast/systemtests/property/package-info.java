/**
 * Draws tables, changes and commands under a seed, runs them on the real stack, and compares what
 * the target holds afterwards with a model in SQL that knows nothing of Hindcast.
 */
@NullMarked
package io.hindcast.systemtests.property;

import org.jspecify.annotations.NullMarked;
