/** Messages that were put aside: kept for people to look at, and delivered again when they ask. */
@NullMarked
package io.hindcast.planner.deadletter;

import org.jspecify.annotations.NullMarked;
