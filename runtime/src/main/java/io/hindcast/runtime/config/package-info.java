/**
 * Reads, checks and shows the configuration of a service. Owns the keys that all services share and
 * the record that each group of keys becomes.
 */
@NullMarked
package io.hindcast.runtime.config;

import org.jspecify.annotations.NullMarked;
