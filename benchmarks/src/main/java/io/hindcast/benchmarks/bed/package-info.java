/**
 * Runs what is measured: a local stack with Hindcast's services in a directory of its own,
 * statements on its engine, and the services' use of the machine. It leaves nothing behind.
 */
@NullMarked
package io.hindcast.benchmarks.bed;

import org.jspecify.annotations.NullMarked;
