/** What planning says of tables, against what a real server says of them. */
@NullMarked
package io.hindcast.systemtests.planning;

import org.jspecify.annotations.NullMarked;
