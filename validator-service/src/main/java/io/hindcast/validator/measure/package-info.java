/**
 * Turns a spec's checks into a handful of grouped queries and their answers into evidence. Decides
 * nothing.
 */
@NullMarked
package io.hindcast.validator.measure;

import org.jspecify.annotations.NullMarked;
