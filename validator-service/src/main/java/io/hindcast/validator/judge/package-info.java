/**
 * Judges one wave from start to end: holds the shadow still, measures, looks at the sources where a
 * comparison failed, and decides.
 */
@NullMarked
package io.hindcast.validator.judge;

import org.jspecify.annotations.NullMarked;
