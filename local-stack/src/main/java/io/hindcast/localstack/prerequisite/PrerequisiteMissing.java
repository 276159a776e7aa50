package io.hindcast.localstack.prerequisite;

/**
 * Something that the local stack needs is not on this machine. The message is one line and names
 * what to do; nothing was left running or half written when it is thrown.
 */
public final class PrerequisiteMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PrerequisiteMissing(String message) {
    super(message);
  }

  public PrerequisiteMissing(String message, Throwable cause) {
    super(message, cause);
  }
}
