/**
 * Controls servers: children of this JVM, detached ones found by their process id, and foreign ones
 * that are only used. It owns start, readiness, kill, restart and stop, and what is remembered in a
 * server's directory between two starts.
 */
@NullMarked
package io.hindcast.localstack.server;

import org.jspecify.annotations.NullMarked;
