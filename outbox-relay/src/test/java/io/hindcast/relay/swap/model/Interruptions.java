package io.hindcast.relay.swap.model;

/** What can happen around a statement. */
public interface Interruptions {

  /** Time passes before a statement; may throw, then the statement has no effect yet. */
  void before(Runnable statement);

  /** Time passes after a statement; may throw, then the statement has had its effect. */
  void after();

  /** Whether the server dies in the midst of a move, so that the part is in both tables. */
  boolean diesInMove();
}
