/**
 * The planner's schema: backfills, tasks, verdicts and swaps as it knows them. Implements the ports
 * of core's backfill, task and status packages.
 */
@NullMarked
package io.hindcast.control.planner;

import org.jspecify.annotations.NullMarked;
