/**
 * The command that the launcher at the root of the checkout runs: the planner's client and the
 * local stack in one. It owns putting the two together.
 */
@NullMarked
package io.hindcast.demo;

import org.jspecify.annotations.NullMarked;
