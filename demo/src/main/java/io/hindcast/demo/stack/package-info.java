/**
 * The local stack as a user runs it: up, down, and the process in between that holds the servers
 * and services together. It owns that process and the file that describes the stack.
 */
@NullMarked
package io.hindcast.demo.stack;

import org.jspecify.annotations.NullMarked;
