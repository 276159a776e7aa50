/**
 * What a verdict judged, partition by partition. A swap publishes exactly this content or nothing.
 */
@NullMarked
package io.hindcast.core.pin;

import org.jspecify.annotations.NullMarked;
