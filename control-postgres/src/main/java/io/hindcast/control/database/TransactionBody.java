package io.hindcast.control.database;

import org.jspecify.annotations.Nullable;

/**
 * What happens in a transaction. May run more than once, each time in a new transaction after the
 * one before was rolled back: so it must have no effect outside the transaction.
 */
@FunctionalInterface
public interface TransactionBody<T extends @Nullable Object> {

  /** Commits by returning, rolls back by throwing. */
  T run(Transaction transaction);
}
