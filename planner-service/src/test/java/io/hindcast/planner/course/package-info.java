/** Tests of the parts that take a backfill through its course. */
@NullMarked
package io.hindcast.planner.course;

import org.jspecify.annotations.NullMarked;
