package io.hindcast.core.backfill;

/** An event that a state does not take. */
public final class IllegalTransitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the machine, the instance, its state and the event. */
  public IllegalTransitionException(String machine, String id, String state, String event) {
    super("%s %s: %s is not possible in state %s".formatted(machine, id, event, state));
  }
}
