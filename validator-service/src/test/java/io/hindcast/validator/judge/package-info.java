/** Tests of the package of the same name. Where they need a warehouse it is a real one. */
@NullMarked
package io.hindcast.validator.judge;

import org.jspecify.annotations.NullMarked;
