/**
 * Translates between the domain and the messages on the wire. Knows every field of what the planner
 * sends.
 */
@NullMarked
package io.hindcast.planner.message;

import org.jspecify.annotations.NullMarked;
