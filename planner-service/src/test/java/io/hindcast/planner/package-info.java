/**
 * Tests of the planner on real PostgreSQL and ClickHouse, with the messages handed over by hand.
 * Owns no expectations about other services.
 */
@NullMarked
package io.hindcast.planner;

import org.jspecify.annotations.NullMarked;
