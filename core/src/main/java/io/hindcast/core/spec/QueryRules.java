package io.hindcast.core.spec;

import io.hindcast.core.sql.Placeholder;
import io.hindcast.core.sql.SqlSyntaxException;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a query over a range must look like: one SELECT that takes {@code from} and {@code to}. */
public final class QueryRules {
  private static final String EXAMPLE = "DateTime64(6)";

  private QueryRules() {}

  /** Everything that is wrong with the query by itself; empty when nothing is. */
  public static List<SqlFinding> findings(String sql) {
    return findings(sql, List.of("from", "to"));
  }

  /** The same for a query that may leave out the parameters. */
  public static List<SqlFinding> unboundFindings(String sql) {
    return findings(sql, List.of());
  }

  private static List<SqlFinding> findings(String sql, List<String> required) {
    SqlText text;
    try {
      text = SqlText.of(sql);
    } catch (SqlSyntaxException e) {
      return List.of(new SqlFinding(e.position(), e.problem()));
    }
    var findings = new Findings();
    findings.addAll(StatementShape.query(text));
    text.placeholders().forEach(each -> findings.add(placeholderFinding(each)));
    required.forEach(name -> findings.add(missing(text, name)));
    return findings.all();
  }

  /** Everything that is wrong with a query that takes no parameters; empty when nothing is. */
  public static List<SqlFinding> standalone(String sql) {
    try {
      SqlText text = SqlText.of(sql);
      var findings = new Findings();
      findings.addAll(StatementShape.query(text));
      text.placeholders().stream()
          .map(each ->
              new SqlFinding(
                  each.start(),
                  "Expected a query without parameters, found {%s:%s}"
                      .formatted(SqlFinding.quote(each.name()), SqlFinding.quote(each.type()))))
          .forEach(findings::add);
      return findings.all();
    } catch (SqlSyntaxException e) {
      return List.of(new SqlFinding(e.position(), e.problem()));
    }
  }

  /** Which parameters of a query without findings cannot tell the grain's steps apart. */
  public static List<SqlFinding> findings(String sql, Grain grain) {
    var findings = new Findings();
    SqlText.of(sql).placeholders().stream()
        .filter(each -> grain.isWithinDay() && RangeType.of(each.type()).get().isDay())
        .map(each ->
            new SqlFinding(
                each.start(),
                "Expected a type with a time of day, such as {%s:%s}, found %s: the grain is %s"
                    .formatted(each.name(), EXAMPLE, each.type(), grain)))
        .forEach(findings::add);
    return findings.all();
  }

  /** Which parameters of a query without findings cannot take the range's ends. */
  public static List<SqlFinding> findings(String sql, TimeRange range) {
    var findings = new Findings();
    SqlText.of(sql).placeholders().stream()
        .filter(each -> !holds(each, range))
        .map(each ->
            new SqlFinding(
                each.start(),
                "Expected a type that holds %s, such as {%s:%s}, found %s"
                    .formatted(end(each, range), each.name(), EXAMPLE, each.type())))
        .forEach(findings::add);
    return findings.all();
  }

  /** Where a query without findings reads the table that it is meant to write. */
  public static Optional<SqlFinding> reading(String sql, TableName target) {
    int position = SqlText.of(sql).positionOf(target);
    return position < 0
        ? Optional.empty()
        : Optional.of(
            new SqlFinding(
                position,
                "Expected a statement that does not read the target %s: its rows change while it"
                        .formatted(target)
                    + " is recomputed; read a copy of it"));
  }

  /** The query without the comments and semicolons around it. */
  static String require(String sql) {
    Rules.requireText(sql, Transform.SQL_LENGTH_MAX, "statement");
    StatementShape.requireNone(findings(sql));
    return SqlText.of(sql).body();
  }

  /** The same for a query that may leave out the parameters. */
  static String requireUnbound(String sql) {
    Rules.requireText(sql, Transform.SQL_LENGTH_MAX, "statement");
    StatementShape.requireNone(unboundFindings(sql));
    return SqlText.of(sql).body();
  }

  private static boolean holds(Placeholder placeholder, TimeRange range) {
    return RangeType.of(placeholder.type())
        .filter(type -> type.holds(end(placeholder, range)))
        .isPresent();
  }

  private static Instant end(Placeholder placeholder, TimeRange range) {
    return placeholder.name().equals("from") ? range.from() : range.to();
  }

  private static Optional<SqlFinding> placeholderFinding(Placeholder placeholder) {
    String name = placeholder.name();
    if (!name.equals("from") && !name.equals("to")) {
      return finding(placeholder, "Expected the parameters from and to only, found {%s:%s}");
    }
    return RangeType.of(placeholder.type()).isPresent()
        ? Optional.empty()
        : finding(
            placeholder,
            "Expected a Date, Date32, DateTime or DateTime64 parameter, found {%s:%s}");
  }

  private static Optional<SqlFinding> finding(Placeholder placeholder, String message) {
    return Optional.of(
        new SqlFinding(
            placeholder.start(),
            message.formatted(
                SqlFinding.quote(placeholder.name()), SqlFinding.quote(placeholder.type()))));
  }

  private static Optional<SqlFinding> missing(SqlText text, String name) {
    boolean present = text.placeholders().stream().anyMatch(each -> each.name().equals(name));
    return present
        ? Optional.empty()
        : Optional.of(
            new SqlFinding(
                0,
                "Expected the parameter {%s:%s}, found none: without it every task would read"
                        .formatted(name, EXAMPLE)
                    + " the whole source"));
  }
}
