/**
 * What produced the live content of a target's partitions, and whether it would come out the same
 * today. Compares metadata only.
 */
@NullMarked
package io.hindcast.core.scope;

import org.jspecify.annotations.NullMarked;
