@NullMarked
package io.hindcast.benchmarks;

import org.jspecify.annotations.NullMarked;
