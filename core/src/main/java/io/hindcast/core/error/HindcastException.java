package io.hindcast.core.error;

/** A failure with a code; its message says what happened, what was expected and what to do. */
public final class HindcastException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** A failure that Hindcast itself found. */
  public HindcastException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** A failure with the foreign exception that showed it. */
  public HindcastException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The stable name of the failure. */
  public ErrorCode code() {
    return code;
  }
}
