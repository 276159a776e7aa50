/** Tests of the package of the same name. They use its package-private parts. */
@NullMarked
package io.hindcast.runtime.metrics;

import org.jspecify.annotations.NullMarked;
