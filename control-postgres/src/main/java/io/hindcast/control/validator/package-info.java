/** What the validator remembers in PostgreSQL. Owns the tables of the schema {@code validator}. */
@NullMarked
package io.hindcast.control.validator;

import org.jspecify.annotations.NullMarked;
