/** Tests of the package of the same name. They run on a real PostgreSQL server. */
@NullMarked
package io.hindcast.control.migration;

import org.jspecify.annotations.NullMarked;
