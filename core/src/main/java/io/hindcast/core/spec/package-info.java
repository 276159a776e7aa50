/**
 * What a user asks for: the backfill spec as immutable, validated values, and the port that reads
 * one. Nothing here knows YAML; nothing here looks at a warehouse.
 */
@NullMarked
package io.hindcast.core.spec;

import org.jspecify.annotations.NullMarked;
