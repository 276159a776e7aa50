/** Tests of the package of the same name. They run on a real PostgreSQL server. */
@NullMarked
package io.hindcast.control.planner;

import org.jspecify.annotations.NullMarked;
