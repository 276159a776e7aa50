/**
 * How fast tasks turn out to be, and what follows from it: the size of the tasks that have not
 * started yet, and what is left to do. Pure arithmetic over measurements.
 */
@NullMarked
package io.hindcast.core.calibration;

import org.jspecify.annotations.NullMarked;
