/**
 * Backfills from request to result on the real stack. Each scenario is a folder with tables, a spec
 * and what has to come of them.
 */
@NullMarked
package io.hindcast.systemtests.scenario;

import org.jspecify.annotations.NullMarked;
