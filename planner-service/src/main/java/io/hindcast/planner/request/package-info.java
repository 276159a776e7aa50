/**
 * Takes requests, whoever brings them. Owns when a request is a repetition, a conflict, or invalid.
 */
@NullMarked
package io.hindcast.planner.request;

import org.jspecify.annotations.NullMarked;
