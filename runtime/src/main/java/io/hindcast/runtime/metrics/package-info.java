/**
 * The meters of a service. Owns the Prometheus registry and the process meters that every service
 * has.
 */
@NullMarked
package io.hindcast.runtime.metrics;

import org.jspecify.annotations.NullMarked;
