/**
 * The unit that a worker takes: its attempts, which one of them counts, and when it is tried again.
 * Pure decisions over values.
 */
@NullMarked
package io.hindcast.core.task;

import org.jspecify.annotations.NullMarked;
