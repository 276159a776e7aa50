/**
 * The command {@code hindcast}: how its parts are put together and how failures become messages and
 * exit codes. It speaks HTTP to the planner and nothing else.
 */
@NullMarked
package io.hindcast.cli;

import org.jspecify.annotations.NullMarked;
