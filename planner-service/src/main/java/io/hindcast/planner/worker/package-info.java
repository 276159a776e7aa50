/**
 * Hears what workers say of themselves, and names those that something is wrong with. Owns how long
 * a worker may be silent.
 */
@NullMarked
package io.hindcast.planner.worker;

import org.jspecify.annotations.NullMarked;
