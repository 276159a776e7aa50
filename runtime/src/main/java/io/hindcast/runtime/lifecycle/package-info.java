/**
 * Starts a service in order and stops it in reverse. Owns the exit code and the line that explains
 * a failed start.
 */
@NullMarked
package io.hindcast.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
