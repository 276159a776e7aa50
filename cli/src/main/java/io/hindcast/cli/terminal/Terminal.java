package io.hindcast.cli.terminal;

import java.io.PrintWriter;

/** Standard output and error, and whether a person watches them. */
public final class Terminal {
  private static final int PLAIN_COLUMNS = 100;

  private final PrintWriter out;
  private final PrintWriter err;
  private final int columns;
  private final boolean colours;
  private final boolean unicode;

  private Terminal(PrintWriter out, PrintWriter err, int columns, Abilities abilities) {
    this.out = out;
    this.err = err;
    this.columns = columns;
    this.colours = abilities.colours();
    this.unicode = abilities.unicode();
  }

  /**
   * What a terminal can show.
   *
   * @param colours whether styles become escape sequences
   * @param unicode whether characters beyond ASCII arrive
   */
  public record Abilities(boolean colours, boolean unicode) {}

  /** A terminal of so many columns on which lines may change in place. */
  public static Terminal interactive(
      PrintWriter out, PrintWriter err, int columns, Abilities abilities) {
    return new Terminal(out, err, Math.max(40, columns), abilities);
  }

  /** A file or a pipe: plain ASCII lines, one after the other. */
  public static Terminal plain(PrintWriter out, PrintWriter err) {
    return new Terminal(out, err, 0, new Abilities(false, false));
  }

  /** Whether lines may change in place. */
  public boolean interactive() {
    return columns > 0;
  }

  /** Columns to lay text out for. */
  public int columns() {
    return interactive() ? columns : PLAIN_COLUMNS;
  }

  /** Results. */
  public PrintWriter out() {
    return out;
  }

  /** Errors and hints. */
  public PrintWriter err() {
    return err;
  }

  /** Prints one line of results. */
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Prints one line of errors or hints. */
  public void note(String text) {
    err.println(text);
    err.flush();
  }

  /** The text in the style, or as it is where there are no colours. */
  public String paint(Style style, String text) {
    return colours && !text.isEmpty() ? style.apply(text) : text;
  }

  /** A bar of so many columns, filled by {@code share}, which is cut to 0…1. */
  public String bar(double share, int width) {
    double bounded = Math.max(0, Math.min(1, share));
    int filled = (int) Math.round(bounded * width);
    String full = (unicode ? "█" : "#").repeat(filled);
    String rest = (unicode ? "░" : "-").repeat(width - filled);
    return "[" + paint(Style.ACCENT, full) + paint(Style.DIM, rest) + "]";
  }

  /** An area of lines at the bottom of the output that can be redrawn. */
  public LiveArea liveArea() {
    return new LiveArea(this);
  }
}
