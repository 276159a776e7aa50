/** The planner's process. Owns its configuration and wiring, and decides nothing. */
@NullMarked
package io.hindcast.planner;

import org.jspecify.annotations.NullMarked;
