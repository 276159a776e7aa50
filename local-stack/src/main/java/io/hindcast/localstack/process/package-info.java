/**
 * Runs child processes whose life is tied to the parent's, or that are detached from it on purpose.
 * It owns start, readiness, signals and the proof that a process id still means the same process.
 */
@NullMarked
package io.hindcast.localstack.process;

import org.jspecify.annotations.NullMarked;
