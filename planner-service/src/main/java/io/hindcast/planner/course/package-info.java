/**
 * Keeps backfills going: persists what core decides and does what it commands. Every step can be
 * repeated after a crash.
 */
@NullMarked
package io.hindcast.planner.course;

import org.jspecify.annotations.NullMarked;
