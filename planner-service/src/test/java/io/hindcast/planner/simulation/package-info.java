/**
 * Lives of backfills under a seed: the planner as it is, and models of everything around it, which
 * crash, stall, repeat and delay. Owns the models and what must hold in every life.
 */
@NullMarked
package io.hindcast.planner.simulation;

import org.jspecify.annotations.NullMarked;
