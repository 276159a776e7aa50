/**
 * Tests of everything together: scenarios and failures on the real stack, and the rules that hold
 * between modules.
 */
@NullMarked
package io.hindcast.systemtests;

import org.jspecify.annotations.NullMarked;
