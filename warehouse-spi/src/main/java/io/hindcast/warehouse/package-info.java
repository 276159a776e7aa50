/**
 * The warehouse port: what Hindcast needs of an analytical database, split by who needs it. Owns
 * the vocabulary of that conversation; adapters translate it and pass one contract test.
 */
@NullMarked
package io.hindcast.warehouse;

import org.jspecify.annotations.NullMarked;
