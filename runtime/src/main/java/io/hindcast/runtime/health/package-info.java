/**
 * Liveness and readiness of a service. Owns the registry of checks that the management server
 * answers from.
 */
@NullMarked
package io.hindcast.runtime.health;

import org.jspecify.annotations.NullMarked;
