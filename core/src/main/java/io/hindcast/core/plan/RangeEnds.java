package io.hindcast.core.plan;

import io.hindcast.core.sql.LineTable;
import io.hindcast.core.sql.Placeholder;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Iterator;
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
  private final LineTable lines;
  private final Betweens betweens;

  private RangeEnds(SqlText text) {
    this.text = text;
    this.tokens = text.tokens();
    this.lines = LineTable.of(text.sql());
    this.betweens = Betweens.of(text);
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
    Iterator<Placeholder> placeholders = text.placeholders().iterator();
    for (int at = 0; at < tokens.size(); at++) {
      if (tokens.get(at).kind() == Kind.PLACEHOLDER) {
        Placeholder placeholder = placeholders.next();
        if (!isComputed(at)) {
          end(placeholder, at).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private Optional<End> end(Placeholder placeholder, int at) {
    String written = text.sql().substring(placeholder.start(), placeholder.end());
    int line = lines.line(placeholder.start());
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
    return before || after || betweens.hasAnd(at - 1);
  }

  private boolean isAbove(int at) {
    boolean before = is(at - 1, '>') && !is(at - 2, '<') && !is(at - 2, '-');
    boolean after = is(at + 1, '<') && !is(at + 2, '=') && !is(at + 2, '>');
    return before || after;
  }

  private boolean isComputed(int at) {
    return is(at + 1, '+') || is(at + 1, '-');
  }

  private boolean is(int index, char symbol) {
    return index >= 0 && index < tokens.size() && text.isSymbol(tokens.get(index), symbol);
  }
}
