package io.hindcast.cli.terminal;

import java.util.List;

/** Lines that replace those shown before. Only for interactive terminals. */
public final class LiveArea {
  private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";

  private final Terminal terminal;
  private int shown;

  LiveArea(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Replaces what is shown; lines too long for the terminal are cut, so that none wraps. */
  public void show(List<String> lines) {
    StringBuilder frame = new StringBuilder(UP_AND_CLEAR.repeat(shown));
    lines.forEach(line -> frame.append(Ansi.cut(line, terminal.columns() - 1)).append('\n'));
    shown = lines.size();
    terminal.out().print(frame);
    terminal.out().flush();
  }

  /** Clears what is shown. */
  public void clear() {
    show(List.of());
  }
}
