package io.hindcast.core.error;

/** Who has to act on an error. Decides whether an attempt is repeated and what a caller sees. */
public enum ErrorCategory {
  /** The request, its spec or its SQL is wrong; repeating it gives the same answer. */
  USER,
  /** A defect of Hindcast; repeated a few times, then reported. */
  INTERNAL,
  /** Memory, disk or a quota ran out; may succeed later or with smaller pieces. */
  RESOURCES,
  /** Something outside is unreachable or busy; repeated with back-off. */
  EXTERNAL
}
