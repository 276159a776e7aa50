package io.hindcast.messaging;

/**
 * Thrown by a handler for a message that can never be handled. The message becomes a dead letter
 * with this code and text, and its consumer goes on.
 */
public final class PoisonMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /** A reason that the handler found itself. */
  public PoisonMessageException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** A reason with the exception that showed it. */
  public PoisonMessageException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Stable name of the reason. */
  public String code() {
    return code;
  }
}
