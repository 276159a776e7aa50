/**
 * Half-open ranges of instants. Every date of a spec becomes one of these before anything is
 * planned.
 */
@NullMarked
package io.hindcast.core.time;

import org.jspecify.annotations.NullMarked;
