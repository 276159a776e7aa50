/** Callers who have the token and want to do harm, or write as if they did. */
@NullMarked
package io.hindcast.systemtests.attack;

import org.jspecify.annotations.NullMarked;
