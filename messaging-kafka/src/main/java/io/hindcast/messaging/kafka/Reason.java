package io.hindcast.messaging.kafka;

import io.hindcast.messaging.FailureKind;
import io.hindcast.schemas.codec.MalformedMessageException;

/**
 * Why a message is put aside.
 *
 * @param code stable name
 * @param message for people
 */
record Reason(String code, String message) {
  private static final int TEXT_MAX = 8_000;

  /** A reason of bearable length. */
  Reason {
    message = message.length() <= TEXT_MAX ? message : message.substring(0, TEXT_MAX) + " ...";
  }

  static Reason of(Throwable failure) {
    if (failure instanceof MalformedMessageException) {
      return new Reason("MESSAGE_MALFORMED", text(failure));
    }
    return new Reason(FailureKind.code(failure), text(failure));
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getName() : message;
  }
}
