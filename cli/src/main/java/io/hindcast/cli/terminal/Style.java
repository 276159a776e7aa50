package io.hindcast.cli.terminal;

/** How a piece of text stands out on a terminal. */
public enum Style {
  BOLD("1"),
  DIM("2"),
  GOOD("32"),
  BAD("31"),
  WARN("33"),
  ACCENT("36");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String apply(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
