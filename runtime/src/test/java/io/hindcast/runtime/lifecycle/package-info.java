/** Tests of the package of the same name. They use its package-private parts. */
@NullMarked
package io.hindcast.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
