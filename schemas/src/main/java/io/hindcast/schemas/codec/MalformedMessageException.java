package io.hindcast.schemas.codec;

/** Bytes that are not the message they should be; repeating the read gives the same answer. */
public final class MalformedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    super(message);
  }

  MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
