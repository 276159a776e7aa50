package io.hindcast.core.sql;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the {@code $tag$ … $tag$} literals of a text end. All tags are indexed in one pass from the
 * end, so that a tag that is never closed is never searched for.
 */
final class Heredocs {
  private final int[] dollars;

  /** Index of the dollar at which the closing tag of the one here begins, or -1. */
  private final int[] closing;

  private long visited;

  private Heredocs(String sql) {
    this.dollars = dollars(sql);
    this.closing = new int[dollars.length];
    index(sql);
  }

  static Heredocs of(String sql) {
    return new Heredocs(sql);
  }

  private int[] dollars(String sql) {
    visited += sql.length();
    return IntStream.range(0, sql.length()).filter(i -> sql.charAt(i) == '$').toArray();
  }

  private void index(String sql) {
    Map<String, Integer> later = new HashMap<>();
    Arrays.fill(closing, -1);
    for (int i = dollars.length - 2; i >= 0; i--) {
      if (i + 3 < dollars.length) { // The closing tag shares no dollar with the opening one.
        later.put(tag(sql, i + 2), i + 2);
      }
      @Nullable Integer close = later.get(tag(sql, i));
      closing[i] = close == null ? -1 : close;
    }
  }

  private String tag(String sql, int dollar) {
    visited += dollars[dollar + 1] - dollars[dollar];
    return sql.substring(dollars[dollar], dollars[dollar + 1]);
  }

  /** The index after the literal that begins at the dollar at this position, or -1. */
  int end(int position) {
    int dollar = Arrays.binarySearch(dollars, position);
    int close = dollar < 0 ? -1 : closing[dollar];
    return close < 0 ? -1 : dollars[close + 1] + 1;
  }

  /** For tests: how many characters were looked at. */
  long visited() {
    return visited;
  }
}
