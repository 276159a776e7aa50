/**
 * Measures what a swap and its rollback cost others: how long merges stand still, how long the
 * exchange takes, what has to be carried, and how much disk is held.
 */
@NullMarked
package io.hindcast.benchmarks.swap;

import org.jspecify.annotations.NullMarked;
