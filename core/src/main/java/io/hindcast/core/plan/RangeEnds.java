package io.hindcast.core.plan;

import io.hindcast.core.sql.Placeholder;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Comparisons with the ends of the range that take the row at {@code to}, which belongs to the next
 * task, or leave out the one at {@code from}, which no other task takes. What is computed from an
 * end, such as {@code {to:Date} - INTERVAL 1 DAY}, is left to the author.
 */
final class RangeEnds {
  private final SqlText text;
  private final List<SqlToken> tokens;

  private RangeEnds(SqlText text) {
    this.text = text;
    this.tokens = text.tokens();
  }

  enum Side {
    FROM,
    TO
  }

  /** A comparison that is off by the row at one end. */
  record End(Side side, String message) {}

  static List<End> in(String sql) {
    SqlText text = SqlText.of(sql);
    return new RangeEnds(text).find();
  }

  private List<End> find() {
    List<End> found = new ArrayList<>();
    for (Placeholder placeholder : text.placeholders()) {
      int at = indexOf(placeholder);
      if (at >= 0 && !isComputed(at)) {
        end(placeholder, at).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<End> end(Placeholder placeholder, int at) {
    String written = text.sql().substring(placeholder.start(), placeholder.end());
    int line = (int) text.sql().substring(0, placeholder.start()).lines().count();
    return switch (placeholder.name()) {
      case "to" ->
          isAtMost(at)
              ? Optional.of(
                  new End(
                      Side.TO,
                      ("transform.sql, line %d: <= %s or BETWEEN … AND %s takes rows at the end of the"
                              + " range, too, which belong to the next task: write < %s, or declare"
                              + " source.lookahead if they are meant")
                          .formatted(line, written, written, written)))
              : Optional.empty();
      case "from" ->
          isAbove(at)
              ? Optional.of(
                  new End(
                      Side.FROM,
                      ("transform.sql, line %d: > %s leaves out rows at the start of the range, which"
                              + " no other task takes: write >= %s, or declare source.lookback if that"
                              + " is meant")
                          .formatted(line, written, written)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private boolean isAtMost(int at) {
    boolean before = is(at - 2, '<') && is(at - 1, '=');
    boolean after = is(at + 1, '>') && is(at + 2, '=');
    return before || after || endsBetween(at);
  }

  private boolean isAbove(int at) {
    boolean before = is(at - 1, '>') && !is(at - 2, '<') && !is(at - 2, '-');
    boolean after = is(at + 1, '<') && !is(at + 2, '=') && !is(at + 2, '>');
    return before || after;
  }

  /** The AND before it is the one of a BETWEEN, which comes first among those at its depth. */
  private boolean endsBetween(int at) {
    if (at < 2 || !text.isKeyword(tokens.get(at - 1), "AND")) {
      return false;
    }
    int depth = 0;
    for (int i = at - 2; i >= 0; i--) {
      depth -= text.nesting(tokens.get(i));
      if (depth < 0 || (depth == 0 && text.isKeyword(tokens.get(i), "AND"))) {
        return false;
      }
      if (depth == 0 && text.isKeyword(tokens.get(i), "BETWEEN")) {
        return i == 0 || !text.isKeyword(tokens.get(i - 1), "NOT");
      }
    }
    return false;
  }

  private boolean isComputed(int at) {
    return is(at + 1, '+') || is(at + 1, '-');
  }

  private boolean is(int index, char symbol) {
    return index >= 0 && index < tokens.size() && text.isSymbol(tokens.get(index), symbol);
  }

  private int indexOf(Placeholder placeholder) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).start() == placeholder.start()) {
        return i;
      }
    }
    return -1;
  }
}
