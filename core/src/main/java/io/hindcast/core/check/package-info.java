/**
 * Whether a wave's recomputed rows may go live. Owns the checks' rules and how they add up to one
 * judgement; what they look at is measured elsewhere.
 */
@NullMarked
package io.hindcast.core.check;

import org.jspecify.annotations.NullMarked;
