/**
 * What the worker says of itself, and to whom. Owns its counts, and when it takes no tasks for a
 * while.
 */
@NullMarked
package io.hindcast.worker.report;

import org.jspecify.annotations.NullMarked;
