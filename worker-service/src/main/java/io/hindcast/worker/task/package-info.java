/**
 * One task from its message to its event. Owns the order of the steps and what is decided between
 * them: fence, ownership of partitions, outcome.
 */
@NullMarked
package io.hindcast.worker.task;

import org.jspecify.annotations.NullMarked;
