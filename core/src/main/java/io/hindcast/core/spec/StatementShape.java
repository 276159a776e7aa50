package io.hindcast.core.spec;

import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.sql.SqlToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what keeps a piece of SQL from standing inside another statement. */
final class StatementShape {
  private static final Set<String> NO_EXPRESSION =
      Set.of(
          "SELECT",
          "FROM",
          "AS",
          "WHERE",
          "PREWHERE",
          "GROUP",
          "ORDER",
          "HAVING",
          "LIMIT",
          "UNION",
          "SETTINGS",
          "FORMAT",
          "INTO");

  /** FROM may stand before SELECT, and a SELECT of a union in parentheses. */
  private static final Set<String> STARTS = Set.of("SELECT", "WITH", "FROM");

  private final SqlText text;
  private final List<SqlToken> tokens;
  private final Findings findings = new Findings();
  private final Deque<SqlToken> open = new ArrayDeque<>();
  private final boolean query;

  private StatementShape(SqlText text, boolean query) {
    this.text = text;
    this.tokens = text.tokens();
    this.query = query;
  }

  static List<SqlFinding> query(SqlText text) {
    return new StatementShape(text, true).find();
  }

  static List<SqlFinding> expression(SqlText text) {
    return new StatementShape(text, false).find();
  }

  static void requireNone(List<SqlFinding> findings) {
    Rules.require(findings.isEmpty(), findings.isEmpty() ? "" : findings.getFirst().message());
  }

  private List<SqlFinding> find() {
    if (text.body().isEmpty()) {
      add(0, "Expected %s, found no code".formatted(query ? "a SELECT" : "an expression"));
      return findings.all();
    }
    if (query) {
      checkStart();
    }
    int end = tokens.getFirst().start() + text.body().length();
    for (int i = 0; i < tokens.size() && !findings.isFull(); i++) {
      checkBalance(tokens.get(i));
      checkSemicolon(tokens.get(i), end);
      if (query) {
        checkOutput(i);
      } else {
        checkOneExpression(tokens.get(i));
      }
    }
    findings.addAll(PinnedSettings.findings(text));
    open.stream()
        .limit(SqlFinding.FINDINGS_MAX + 1L)
        .forEach(token -> add(token, "Expected a closing bracket for this '%s', found none"));
    return findings.all();
  }

  private void checkStart() {
    SqlToken first =
        tokens.stream()
            .filter(token -> !text.isSymbol(token, '('))
            .findFirst()
            .orElse(tokens.getFirst());
    if (STARTS.stream().noneMatch(word -> text.isKeyword(first, word))) {
      add(first, "Expected a statement that starts with SELECT, WITH or FROM, found '%s'");
    }
  }

  private void checkBalance(SqlToken token) {
    if (text.isSymbol(token, '(') || text.isSymbol(token, '[') || text.isSymbol(token, '{')) {
      open.push(token);
    } else if (text.isSymbol(token, ')')
        || text.isSymbol(token, ']')
        || text.isSymbol(token, '}')) {
      closeWith(token);
    }
  }

  private void closeWith(SqlToken token) {
    SqlToken opening = open.poll();
    if (opening == null || !pairs(text.textOf(opening), text.textOf(token))) {
      add(token, "Expected an opening bracket before this '%s', found none");
    }
  }

  private static boolean pairs(String opening, String closing) {
    return "([{".indexOf(opening) == ")]}".indexOf(closing);
  }

  private void checkSemicolon(SqlToken token, int end) {
    if (text.isSymbol(token, ';') && token.start() < end) {
      add(token, "Expected one statement, found more after this '%s'");
    }
  }

  private void checkOutput(int index) {
    SqlToken token = tokens.get(index);
    if (OutputClause.isOutfile(text, index)) {
      add(token, "Expected a statement without %s OUTFILE: the rows go to the target");
    }
    if (open.isEmpty() && OutputClause.isFormat(text, index)) {
      add(token, "Expected a statement without a %s clause: the rows go to the target");
    }
  }

  private void checkOneExpression(SqlToken token) {
    if (token.kind() == Kind.PLACEHOLDER) {
      add(token, "Expected an expression without parameters, found %s");
    }
    if (text.isKeyword(token, "SELECT")) {
      add(token, "Expected an expression over the table's columns, found a subquery (%s)");
    }
    if (!open.isEmpty()) {
      return;
    }
    String word = token.kind() == Kind.WORD ? text.textOf(token).toUpperCase(Locale.ROOT) : "";
    if (text.isSymbol(token, ',') || NO_EXPRESSION.contains(word)) {
      add(token, "Expected one expression such as sum(amount), found '%s' outside parentheses");
    }
  }

  private void add(SqlToken token, String message) {
    add(token.start(), message.formatted(SqlFinding.quote(text.textOf(token))));
  }

  private void add(int position, String message) {
    findings.add(new SqlFinding(position, message));
  }
}
