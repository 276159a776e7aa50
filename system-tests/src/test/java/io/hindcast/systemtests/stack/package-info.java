/**
 * One real stack for all tests of a JVM: servers, services as processes, and what speaks to them
 * from outside.
 */
@NullMarked
package io.hindcast.systemtests.stack;

import org.jspecify.annotations.NullMarked;
