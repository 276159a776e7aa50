package io.hindcast.messaging;

import io.hindcast.core.error.HindcastException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What a handler's failure says about trying again. */
public enum FailureKind {
  /** Something that the handler needs is away or overloaded: tried until it works. */
  INFRASTRUCTURE,
  /** Probably a mistake in the program: tried a few times. */
  DEFECT,
  /** The message itself is wrong: not tried again. */
  MESSAGE;

  /**
   * The kind of a failure. The outermost exception in the chain of causes that has an error code
   * decides; without one, memory and input/output are infrastructure and the rest are defects.
   */
  public static FailureKind of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HindcastException coded) {
        return switch (coded.code().category()) {
          case USER -> MESSAGE;
          case INTERNAL -> DEFECT;
          case RESOURCES, EXTERNAL -> INFRASTRUCTURE;
        };
      }
      if (cause instanceof IOException
          || cause instanceof TimeoutException
          || cause instanceof OutOfMemoryError) {
        return INFRASTRUCTURE;
      }
    }
    return DEFECT;
  }

  /** The stable name that a dead letter reports for a failure. */
  public static String code(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case HindcastException coded -> {
          return coded.code().name();
        }
        case PoisonMessageException poison -> {
          return poison.code();
        }
        default -> {}
      }
    }
    return "INTERNAL";
  }
}
