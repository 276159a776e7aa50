package io.hindcast.core.text;

import java.util.Optional;

/**
 * Texts from outside that end up in databases, logs and terminals. What has control characters is
 * refused where somebody waits for an answer; where nobody does, they are replaced, once, as the
 * text comes in.
 */
public final class PlainText {
  /** The longest name of a person, a program, a worker or a machine. */
  public static final int NAME_MAX = 100;

  /** The longest reason that somebody gives. */
  public static final int REASON_MAX = 2_000;

  private static final char REPLACEMENT = '\uFFFD';
  private static final String CUT = "…";

  private PlainText() {}

  /**
   * What is wrong with a text of one line; empty when nothing is.
   *
   * @param what how messages call it, such as {@code reason}
   */
  public static Optional<String> problem(String what, String text, int lengthMax) {
    if (text.length() > lengthMax) {
      return Optional.of(
          "The %s has %,d characters: expected at most %,d"
              .formatted(what, text.length(), lengthMax));
    }
    return badCharacter(text, false)
        .map(at ->
            "The %s has a control character (U+%04X) at position %d: expected a text of one line"
                .formatted(what, (int) text.charAt(at), at + 1));
  }

  /** Where a text of several lines has a NUL, the one character that databases do not store. */
  public static Optional<Integer> nulIn(String text) {
    int at = text.indexOf('\0');
    return at < 0 ? Optional.empty() : Optional.of(at);
  }

  /** One line of at most that many characters: the rest is cut, control characters are replaced. */
  public static String line(String text, int lengthMax) {
    String cut =
        text.length() <= lengthMax ? text : text.substring(0, lengthMax - CUT.length()) + CUT;
    return replaced(cut, false);
  }

  /** The same of several lines, of whatever length. */
  public static String lines(String text) {
    return replaced(text, true);
  }

  private static Optional<Integer> badCharacter(String text, boolean lines) {
    for (int i = 0; i < text.length(); i++) {
      if (isBad(text.charAt(i), lines)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static String replaced(String text, boolean lines) {
    if (badCharacter(text, lines).isEmpty()) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.chars().forEach(c -> clean.append(isBad((char) c, lines) ? REPLACEMENT : (char) c));
    return clean.toString();
  }

  /** Also what turns the direction of writing round, so that a text reads as another. */
  private static boolean isBad(char c, boolean lines) {
    boolean ofLines = c == '\n' || c == '\t' || c == '\r';
    boolean turns = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    boolean breaks = c == '\u2028' || c == '\u2029';
    return (Character.isISOControl(c) && !(lines && ofLines)) || turns || breaks;
  }
}
