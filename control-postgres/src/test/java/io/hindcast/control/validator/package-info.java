/**
 * The contract of the validation store, for each of its adapters. The real one runs on PostgreSQL.
 */
@NullMarked
package io.hindcast.control.validator;

import org.jspecify.annotations.NullMarked;
