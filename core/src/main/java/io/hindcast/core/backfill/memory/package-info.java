/**
 * The planner's store for as long as a process lives: tests and simulations run on it. Does what
 * the contract of the store says, and insists on what it demands.
 */
@NullMarked
package io.hindcast.core.backfill.memory;

import org.jspecify.annotations.NullMarked;
