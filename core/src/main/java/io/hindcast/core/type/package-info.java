/**
 * Types of columns, read from the names that the warehouse prints, and what becomes of a value of
 * one type that is stored as another. Owns every verdict on that; asks nobody.
 */
@NullMarked
package io.hindcast.core.type;

import org.jspecify.annotations.NullMarked;
