/** Tests of what is dropped and what is not. */
@NullMarked
package io.hindcast.core.janitor;

import org.jspecify.annotations.NullMarked;
