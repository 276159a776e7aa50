/**
 * What people see of backfills: summaries, progress, results. Owns the read side's values and its
 * port.
 */
@NullMarked
package io.hindcast.core.status;

import org.jspecify.annotations.NullMarked;
