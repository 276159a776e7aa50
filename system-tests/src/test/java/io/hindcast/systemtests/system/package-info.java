/**
 * The whole system as the tests meet it: real servers, the four services as processes, and the ways
 * in and out that a user has. Owns no expectations.
 */
@NullMarked
package io.hindcast.systemtests.system;

import org.jspecify.annotations.NullMarked;
