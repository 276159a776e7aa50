package io.hindcast.relay.swap;

/** The relay stops: what is being done is left to whoever takes it over. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("The relay stops");
  }
}
