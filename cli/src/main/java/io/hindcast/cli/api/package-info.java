/**
 * Client of the planner's HTTP interface. It owns the requests, the answers as values and what an
 * answer other than success means.
 */
@NullMarked
package io.hindcast.cli.api;

import org.jspecify.annotations.NullMarked;
