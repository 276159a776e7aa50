/**
 * The worker: takes tasks from the queue and runs each into a staging table of its own. Owns its
 * process's wiring and configuration; it keeps no state.
 */
@NullMarked
package io.hindcast.worker;

import org.jspecify.annotations.NullMarked;
