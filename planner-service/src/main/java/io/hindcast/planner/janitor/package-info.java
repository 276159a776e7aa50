/**
 * Drops tables that nothing needs any more, and names those that nobody knows. What may be dropped
 * is decided in core.
 */
@NullMarked
package io.hindcast.planner.janitor;

import org.jspecify.annotations.NullMarked;
