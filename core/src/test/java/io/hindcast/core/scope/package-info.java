/** Tests of what is recomputed and what is not. */
@NullMarked
package io.hindcast.core.scope;

import org.jspecify.annotations.NullMarked;
