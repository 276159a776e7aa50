package io.hindcast.cli.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arithmetic on text that carries escape sequences. */
final class Ansi {
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final String RESET = "\u001b[0m";

  private Ansi() {}

  /** Columns that the text takes on a terminal. */
  static int width(String text) {
    String visible = SEQUENCE.matcher(text).replaceAll("");
    return visible.codePointCount(0, visible.length());
  }

  /** The text cut to so many columns, styles ended. */
  static String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    Matcher sequences = SEQUENCE.matcher(text);
    int room = columns;
    int at = 0;
    while (at < text.length() && room > 0) {
      if (sequences.region(at, text.length()).lookingAt()) {
        kept.append(sequences.group());
        at = sequences.end();
      } else {
        kept.appendCodePoint(text.codePointAt(at));
        at = text.offsetByCodePoints(at, 1);
        room--;
      }
    }
    return kept.indexOf("\u001b") >= 0 ? kept.append(RESET).toString() : kept.toString();
  }
}
