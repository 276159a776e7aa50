package io.hindcast.core.plan;

import io.hindcast.core.sql.SqlText;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Which parenthesis of a text closes which, from one pass over its tokens. */
final class Parentheses {
  private final int[] closing;

  private Parentheses(int[] closing) {
    this.closing = closing;
  }

  static Parentheses of(SqlText text) {
    int size = text.tokens().size();
    int[] closing = new int[size];
    Arrays.fill(closing, size - 1);
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < size; i++) {
      if (text.isSymbol(text.tokens().get(i), '(')) {
        open.push(i);
      } else if (text.isSymbol(text.tokens().get(i), ')') && !open.isEmpty()) {
        closing[open.pop()] = i;
      }
    }
    return new Parentheses(closing);
  }

  /**
   * The index of the token after what opens at the index; that after the last if nothing closes.
   */
  int after(int open) {
    return closing[open] + 1;
  }
}
