package io.hindcast.runtime.auth;

/**
 * Who calls, as far as the audit log is concerned. The name is a label that the holder of the token
 * chooses; what the caller may do follows from the token alone.
 *
 * @param name 1 to 100 printable characters
 */
public record Caller(String name) {
  private static final int LENGTH_MAX = 100;

  /** A caller that has the token and gives no name. */
  public static final Caller UNNAMED = new Caller("api-token");

  /** Cuts the name and replaces what cannot be printed. */
  public Caller {
    name =
        name.codePoints()
            .limit(LENGTH_MAX)
            .map(Caller::printable)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static int printable(int codePoint) {
    return Character.isISOControl(codePoint) ? '?' : codePoint;
  }
}
