/**
 * Many tasks, many backfills, and workers and servers that come and go meanwhile. Whatever happens,
 * each task counts once.
 */
@NullMarked
package io.hindcast.systemtests.scale;

import org.jspecify.annotations.NullMarked;
