/**
 * The validator: judges recomputed waves and says so. This package only wires; each feature has a
 * package of its own.
 */
@NullMarked
package io.hindcast.validator;

import org.jspecify.annotations.NullMarked;
