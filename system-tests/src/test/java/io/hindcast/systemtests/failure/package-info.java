/**
 * What goes wrong on the real stack: processes that die, messages that come twice or make no sense.
 */
@NullMarked
package io.hindcast.systemtests.failure;

import org.jspecify.annotations.NullMarked;
