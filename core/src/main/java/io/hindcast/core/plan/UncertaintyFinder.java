package io.hindcast.core.plan;

import io.hindcast.core.sql.LineTable;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.sql.SqlToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Walks over a statement's tokens and finds what may make it yield other rows when it is run again.
 * Literals and comments are no code to it; a quoted name before a parenthesis is a function.
 */
final class UncertaintyFinder {
  private static final Set<String> SORTS =
      Set.of(
          "arraysort",
          "arrayreversesort",
          "arraysum",
          "arraymin",
          "arraymax",
          "arrayavg",
          "length",
          "arrayuniq",
          "has",
          "arraycount");

  /** Words after which a new SELECT begins within the same parentheses. */
  private static final Set<String> SETS = Set.of("UNION", "EXCEPT", "INTERSECT");

  private final SqlText text;
  private final List<SqlToken> tokens;
  private final LineTable lines;
  private final Parentheses parentheses;
  private final List<Uncertainty> found = new ArrayList<>();

  /** Where the current SELECT of each open parenthesis has an ORDER BY. */
  private final Deque<Level> levels = new ArrayDeque<>();

  /** A parenthesis, and whether the SELECT in it is sorted so far. */
  private static final class Level {
    private final String function;
    private boolean query;
    private boolean sorted;

    Level(String function) {
      this.function = function;
    }
  }

  private UncertaintyFinder(SqlText text) {
    this.text = text;
    this.tokens = text.tokens();
    this.lines = LineTable.of(text.sql());
    this.parentheses = Parentheses.of(text);
  }

  /** In the statement's order. */
  static List<Uncertainty> in(String sql) {
    UncertaintyFinder finder = new UncertaintyFinder(SqlText.of(sql));
    finder.levels.push(new Level(""));
    for (int i = 0; i < finder.tokens.size(); i++) {
      finder.take(i);
    }
    return List.copyOf(finder.found);
  }

  private void take(int index) {
    SqlToken token = tokens.get(index);
    if (text.isSymbol(token, '(')) {
      levels.push(new Level(function(index - 1)));
    } else if (text.isSymbol(token, ')') && levels.size() > 1) {
      levels.pop();
    } else if (token.kind() == Kind.WORD) {
      word(index, text.textOf(token).toUpperCase(Locale.ROOT));
    } else if (token.kind() == Kind.QUOTED_IDENTIFIER && isCall(index)) {
      call(index, text.nameOf(token));
    }
  }

  private void word(int index, String word) {
    Level level = levels.element();
    if (word.equals("SELECT")) {
      level.query = true;
      level.sorted = false;
    } else if (SETS.contains(word)) {
      level.sorted = false;
    } else if (word.equals("ORDER") && isWord(index + 1, "BY")) {
      level.sorted = true;
    } else if (word.equals("LIMIT") && level.query && !level.sorted && isAmount(index + 1)) {
      add(
          true,
          index,
          "without ORDER BY keeps whichever rows come first; add an ORDER BY that leaves no ties");
    } else if (word.equals("SAMPLE") && isAmount(index + 1)) {
      add(false, index, "reads a part of the rows only; the result stands for no whole table");
    } else if (isCall(index)) {
      call(index, text.textOf(tokens.get(index)));
    }
  }

  private void call(int index, String function) {
    Optional<UncertainCalls.Said> said = UncertainCalls.of(function);
    if (said.isEmpty() || (!said.get().certain() && isOrdered(index))) {
      return;
    }
    String name = function + "(…)";
    found.add(
        new Uncertainty(said.get().certain(), line(tokens.get(index)), name, said.get().why()));
  }

  /** In a window, or in a function for which the order of its argument does not matter. */
  private boolean isOrdered(int index) {
    return SORTS.contains(levels.element().function.toLowerCase(Locale.ROOT))
        || isWord(parentheses.after(index + 1), "OVER");
  }

  private boolean isCall(int index) {
    boolean qualified = index > 0 && text.isSymbol(tokens.get(index - 1), '.');
    return !qualified
        && index + 1 < tokens.size()
        && text.isSymbol(tokens.get(index + 1), '(')
        && !isWord(index - 1, "AS")
        && !isWord(index - 1, "WITH");
  }

  /** Rather than the end of a column or alias of that name. */
  private boolean isAmount(int index) {
    return index < tokens.size()
        && (tokens.get(index).kind() == Kind.NUMBER || text.isSymbol(tokens.get(index), '('));
  }

  private String function(int index) {
    return index >= 0
            && (tokens.get(index).kind() == Kind.WORD
                || tokens.get(index).kind() == Kind.QUOTED_IDENTIFIER)
        ? text.nameOf(tokens.get(index))
        : "";
  }

  private boolean isWord(int index, String word) {
    return index >= 0 && index < tokens.size() && text.isKeyword(tokens.get(index), word);
  }

  private void add(boolean certain, int index, String why) {
    SqlToken token = tokens.get(index);
    found.add(
        new Uncertainty(certain, line(token), text.textOf(token).toUpperCase(Locale.ROOT), why));
  }

  private int line(SqlToken token) {
    return lines.line(token.start());
  }
}
