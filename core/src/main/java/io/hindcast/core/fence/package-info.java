/**
 * What a source looked like when a task read it, and whether it has changed since. Pure comparison
 * of part metadata.
 */
@NullMarked
package io.hindcast.core.fence;

import org.jspecify.annotations.NullMarked;
