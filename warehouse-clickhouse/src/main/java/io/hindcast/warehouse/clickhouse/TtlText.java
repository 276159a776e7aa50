package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.plan.Visibility.Expiry.Kind;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the TTLs out of a table's definition as the server prints it. Moves and recompressions take
 * nothing away and are left out.
 */
final class TtlText {
  private static final Set<String> ACTIONS =
      Set.of("DELETE", "WHERE", "TO", "GROUP", "SET", "RECOMPRESS", "SETTINGS", "COMMENT");

  private final SqlText text;
  private final List<SqlToken> tokens;

  private TtlText(String definition) {
    this.text = SqlText.of(definition);
    this.tokens = text.tokens();
  }

  /**
   * One rule.
   *
   * @param column whose values it resets; empty for rows
   * @param expression when
   * @param rule all of it
   */
  record Rule(Optional<String> column, Kind kind, String expression, String rule) {}

  /**
   * The rules of a definition.
   *
   * @param definition {@code CREATE TABLE …}
   */
  static List<Rule> of(String definition) {
    return new TtlText(definition).rules();
  }

  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    int depth = 0;
    int element = 0;
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      int nesting = text.nesting(token);
      boolean opens = depth == 0 && nesting > 0;
      depth += nesting;
      if (opens || (depth == 1 && text.isSymbol(token, ','))) {
        element = i + 1;
      } else if (text.isKeyword(token, "TTL") && depth == 1 && i > element + 1) {
        rules.add(ofColumn(element, i + 1));
      } else if (text.isKeyword(token, "TTL") && depth == 0) {
        rules.addAll(ofRows(i + 1));
        return rules;
      }
    }
    return rules;
  }

  private Rule ofColumn(int column, int from) {
    int end = end(from);
    String expression = between(from, end);
    return new Rule(
        Optional.of(text.nameOf(tokens.get(column))), Kind.RESET, expression, expression);
  }

  private List<Rule> ofRows(int from) {
    List<Rule> rules = new ArrayList<>();
    int at = from;
    while (at < tokens.size() && !isKeyword(at, "SETTINGS") && !isKeyword(at, "COMMENT")) {
      int end = end(at);
      int next = next(end);
      String rule = between(at, next);
      String expression = between(at, end);
      kind(end, next)
          .ifPresent(kind -> rules.add(new Rule(Optional.empty(), kind, expression, rule)));
      at = next < tokens.size() && text.isSymbol(tokens.get(next), ',') ? next + 1 : next;
    }
    return rules;
  }

  private Optional<Kind> kind(int action, int next) {
    for (int i = action; i < next; i++) {
      if (isKeyword(i, "TO") || isKeyword(i, "RECOMPRESS")) {
        return Optional.empty();
      } else if (isKeyword(i, "GROUP")) {
        return Optional.of(Kind.GROUP_BY);
      } else if (isKeyword(i, "WHERE")) {
        return Optional.of(Kind.DELETE_WHERE);
      }
    }
    return Optional.of(Kind.DELETE);
  }

  /** Where an expression ends: at a comma, a closing bracket or what is to be done. */
  private int end(int from) {
    int depth = 0;
    for (int i = from; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      boolean ends =
          text.isSymbol(token, ',')
              || ACTIONS.stream().anyMatch(action -> text.isKeyword(token, action));
      if (depth == 0 && ends) {
        return i;
      }
      depth += text.nesting(token);
      if (depth < 0) {
        return i;
      }
    }
    return tokens.size();
  }

  /** Where a rule ends; what a GROUP BY lists is not told from further rules, and belongs to it. */
  private int next(int from) {
    int depth = 0;
    boolean groups = false;
    for (int i = from; i < tokens.size(); i++) {
      groups |= isKeyword(i, "GROUP");
      boolean comma = text.isSymbol(tokens.get(i), ',') && !groups;
      if (depth == 0 && (comma || isKeyword(i, "SETTINGS") || isKeyword(i, "COMMENT"))) {
        return i;
      }
      depth += text.nesting(tokens.get(i));
    }
    return tokens.size();
  }

  private boolean isKeyword(int index, String word) {
    return text.isKeyword(tokens.get(index), word);
  }

  private String between(int from, int to) {
    return from >= to
        ? ""
        : text.sql().substring(tokens.get(from).start(), tokens.get(to - 1).end());
  }
}
