/**
 * Which tables of the working database are of no use any more. Decides only; nothing is dropped
 * here.
 */
@NullMarked
package io.hindcast.core.janitor;

import org.jspecify.annotations.NullMarked;
