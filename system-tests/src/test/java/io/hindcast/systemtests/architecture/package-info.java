/**
 * Which module may use which, and how things are named. Each rule fails when it finds nothing to
 * look at.
 */
@NullMarked
package io.hindcast.systemtests.architecture;

import org.jspecify.annotations.NullMarked;
