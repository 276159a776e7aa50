package io.hindcast.core.outbox;

/** A service that others hear from. */
public enum Sender {
  PLANNER,
  VALIDATOR,
  RELAY,
  WORKER
}
