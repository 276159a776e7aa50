/** Looks at the warehouse's metadata and makes a plan of it. Reads only. */
@NullMarked
package io.hindcast.planner.survey;

import org.jspecify.annotations.NullMarked;
