package io.hindcast.relay.swap;

/**
 * Where in a swap something dies.
 *
 * @param step label of the step
 * @param moment on which side of the step's statements
 */
record CrashPoint(String step, Moment moment) {

  /** A side of a step. */
  enum Moment {
    /** The step is stored as begun, and nothing of it is done. */
    BEFORE,
    /** Everything of it is done, and nobody has stored that. */
    AFTER
  }

  static CrashPoint parse(String text) {
    String[] words = text.split("/", -1);
    return new CrashPoint(words[0], Moment.valueOf(words[1]));
  }

  @Override
  public String toString() {
    return step + "/" + moment;
  }
}
