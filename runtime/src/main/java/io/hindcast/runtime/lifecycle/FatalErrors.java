package io.hindcast.runtime.lifecycle;

/** Hears of errors that a service must not survive. */
@FunctionalInterface
interface FatalErrors {

  /** Returns at once; the process ends soon after. */
  void fatal(String what, Throwable cause);
}
