/**
 * Turns a spec and the tables' metadata into a plan. A plan is a value: equal input gives an equal
 * plan, byte for byte.
 */
@NullMarked
package io.hindcast.core.plan;

import org.jspecify.annotations.NullMarked;
