/**
 * Arithmetic over measurements, and how they are printed for people and for programs. It owns no
 * measurement of its own.
 */
@NullMarked
package io.hindcast.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
