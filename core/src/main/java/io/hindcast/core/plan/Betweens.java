package io.hindcast.core.plan;

import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Which ANDs of a statement are those of a BETWEEN, from one pass over its tokens. */
final class Betweens {
  private static final int NONE = -1;

  private final SqlText text;
  private final List<SqlToken> tokens;
  private final BitSet ands = new BitSet();

  /** The last AND or BETWEEN of each open bracket. */
  private final Deque<Integer> last = new ArrayDeque<>();

  private Betweens(SqlText text) {
    this.text = text;
    this.tokens = text.tokens();
  }

  static Betweens of(SqlText text) {
    Betweens betweens = new Betweens(text);
    betweens.last.push(NONE);
    for (int i = 0; i < betweens.tokens.size(); i++) {
      betweens.take(i);
    }
    return betweens;
  }

  private void take(int index) {
    SqlToken token = tokens.get(index);
    int nesting = text.nesting(token);
    if (nesting > 0) {
      last.push(NONE);
    } else if (nesting < 0 && last.size() > 1) {
      last.pop();
    } else if (text.isKeyword(token, "AND")) {
      ands.set(index, isBetween(last.pop()));
      last.push(index);
    } else if (text.isKeyword(token, "BETWEEN")) {
      last.pop();
      last.push(index);
    }
  }

  private boolean isBetween(int index) {
    return index >= 0
        && text.isKeyword(tokens.get(index), "BETWEEN")
        && (index == 0 || !text.isKeyword(tokens.get(index - 1), "NOT"));
  }

  /** Whether the AND at the index comes first after a BETWEEN, which is no NOT BETWEEN. */
  boolean hasAnd(int index) {
    return index >= 0 && ands.get(index);
  }
}
