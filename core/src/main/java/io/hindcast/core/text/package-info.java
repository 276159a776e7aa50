/** Texts that come from outside: what may be in them, and how long they may be. */
@NullMarked
package io.hindcast.core.text;

import org.jspecify.annotations.NullMarked;
