/**
 * One run of a spec, from request to swap, as a state machine of values, and the port of its store.
 * What a planner does is decided here.
 */
@NullMarked
package io.hindcast.core.backfill;

import org.jspecify.annotations.NullMarked;
