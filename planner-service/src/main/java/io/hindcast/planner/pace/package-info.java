/**
 * Keeps backfills at their pace: looks at what production feels and at what was used up, and
 * divides the slots of pools. Owns the planner's pools; what follows from a sample is decided in
 * core.
 */
@NullMarked
package io.hindcast.planner.pace;

import org.jspecify.annotations.NullMarked;
