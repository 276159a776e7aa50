/** The way of a message from a publisher to a handler, in order and as work. */
@NullMarked
package io.hindcast.benchmarks.messages;

import org.jspecify.annotations.NullMarked;
