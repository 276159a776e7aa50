/**
 * How fast backfills may go: fair shares of a pool's slots, the throttle, time windows and budgets.
 * Decides from samples and usage that others have measured; owns the port that keeps its state.
 */
@NullMarked
package io.hindcast.core.pace;

import org.jspecify.annotations.NullMarked;
