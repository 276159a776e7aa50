/**
 * The benchmarks' command line. Each benchmark is a package of its own; none of them runs in the
 * build.
 */
@NullMarked
package io.hindcast.benchmarks;

import org.jspecify.annotations.NullMarked;
