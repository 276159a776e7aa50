/**
 * Transactions on PostgreSQL without java.sql in the caller. Owns the connection pool, parameter
 * binding, and what an SQL failure means.
 */
@NullMarked
package io.hindcast.control.database;

import org.jspecify.annotations.NullMarked;
