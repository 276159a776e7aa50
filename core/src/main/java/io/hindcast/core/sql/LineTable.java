package io.hindcast.core.sql;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the lines of a text begin, so that a position's line is found without reading it again. */
public final class LineTable {
  private final int[] breaks;

  private LineTable(int[] breaks) {
    this.breaks = breaks;
  }

  /** Reads the text once; lines end with a line feed. */
  public static LineTable of(String text) {
    return new LineTable(
        IntStream.range(0, text.length()).filter(i -> text.charAt(i) == '\n').toArray());
  }

  /** The line of a position, counted from 1. */
  public int line(int position) {
    return breaksBefore(position) + 1;
  }

  /** Where in its line a position is, in characters from 1. */
  public int column(int position) {
    int before = breaksBefore(position);
    return before == 0 ? position + 1 : position - breaks[before - 1];
  }

  private int breaksBefore(int position) {
    int found = Arrays.binarySearch(breaks, position);
    return found < 0 ? -found - 1 : found;
  }
}
