/**
 * The relay's process: its configuration and its wiring. Everything that it does is in the packages
 * below.
 */
@NullMarked
package io.hindcast.relay;

import org.jspecify.annotations.NullMarked;
