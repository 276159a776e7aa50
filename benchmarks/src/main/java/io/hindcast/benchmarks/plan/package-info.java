/** Measures planning alone. It owns made-up surveys of any size. */
@NullMarked
package io.hindcast.benchmarks.plan;

import org.jspecify.annotations.NullMarked;
