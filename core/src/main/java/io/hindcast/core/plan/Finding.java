package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;

/** Something that pre-flight has to say; an error keeps the plan from running. */
public record Finding(Severity severity, ErrorCode code, String message) {

  /** Whether a finding refuses the plan. */
  public enum Severity {
    ERROR,
    WARNING,
    /** Nothing to worry about, but good to know; its code says nothing. */
    NOTE
  }

  static Finding error(ErrorCode code, String message) {
    return new Finding(Severity.ERROR, code, message);
  }

  static Finding note(String message) {
    return new Finding(Severity.NOTE, ErrorCode.NONDETERMINISTIC, message);
  }

  static Finding warning(ErrorCode code, String message) {
    return new Finding(Severity.WARNING, code, message);
  }
}
