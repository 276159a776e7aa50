/**
 * Compares Hindcast with the bare engine and with a hand-written loop on TPC-H's lineitem. It owns
 * the tables, the ways to recompute one from the other, and the comparison.
 */
@NullMarked
package io.hindcast.benchmarks.lineitem;

import org.jspecify.annotations.NullMarked;
