/**
 * Which planner to speak to and with which token. It owns the options, the environment variables
 * and the local stack's state file.
 */
@NullMarked
package io.hindcast.cli.connection;

import org.jspecify.annotations.NullMarked;
