package io.hindcast.core.spec;

/**
 * Something in a statement that Hindcast cannot run.
 *
 * @param position index in the SQL, in characters from 0
 * @param message what was expected and what was found
 */
public record SqlFinding(int position, String message) {
  /** How many are listed of one statement, before a last one that says that there are more. */
  public static final int FINDINGS_MAX = 50;

  private static final int QUOTE_MAX = 100;

  /** As much of a piece of the statement as a message quotes. */
  static String quote(String piece) {
    return piece.length() <= QUOTE_MAX ? piece : piece.substring(0, QUOTE_MAX) + "…";
  }
}
