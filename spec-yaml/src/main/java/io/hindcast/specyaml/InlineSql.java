package io.hindcast.specyaml;

import io.hindcast.core.spec.ExpressionRules;
import io.hindcast.core.spec.QueryRules;
import io.hindcast.core.spec.SqlFinding;
import io.hindcast.core.spec.Transform;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** SQL that stands in the document itself. */
final class InlineSql {
  private InlineSql() {}

  static Field<SqlSource> query(Value value) {
    return read(value).then(source -> SqlSource.checked(source, QueryRules::findings));
  }

  /** A query that may leave out the parameters of the range. */
  static Field<SqlSource> unboundQuery(Value value) {
    return read(value).then(source -> SqlSource.checked(source, QueryRules::unboundFindings));
  }

  /** A query that takes no parameters. */
  static Field<SqlSource> standalone(Value value) {
    return read(value).then(source -> SqlSource.checked(source, QueryRules::standalone));
  }

  static Field<SqlSource> expression(Value value) {
    return read(value).then(source -> SqlSource.checked(source, ExpressionRules::findings));
  }

  private static Field<SqlSource> read(Value value) {
    return value
        .longText()
        .require(
            sql -> sql.length() <= Transform.SQL_LENGTH_MAX,
            "Expected SQL of at most %d characters, found more".formatted(Transform.SQL_LENGTH_MAX))
        .then(sql -> Field.of(new SqlSource(sql, value, InlineSql::report), value));
  }

  private static void report(SqlSource source, SqlFinding finding) {
    Value at = source.at();
    ScalarNode scalar = (ScalarNode) at.node();
    String before = scalar.getValue().substring(0, finding.position());
    if (scalar.getScalarStyle() == ScalarStyle.LITERAL) {
      reportInBlock(at, scalar.getValue(), before, finding.message());
    } else if (scalar.isPlain() && !before.contains("\n") && isOneLine(at, scalar)) {
      at.document().report(at.line(), at.column() + before.length(), at.path(), finding.message());
    } else {
      // Folding and escapes move characters, so only the beginning's place is certain.
      at.report(finding.message());
    }
  }

  private static boolean isOneLine(Value at, ScalarNode scalar) {
    String line = at.document().line(at.line());
    return line.startsWith(scalar.getValue(), Math.min(at.column() - 1, line.length()));
  }

  private static void reportInBlock(Value at, String sql, String before, String message) {
    int lineIndex = (int) before.chars().filter(c -> c == '\n').count();
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = at.line() + 1 + lineIndex;
    String content = sql.substring(lineStart).lines().findFirst().orElse("");
    String written = at.document().line(line);
    int indent = written.endsWith(content) ? written.length() - content.length() : 0;
    at.document().report(line, indent + before.length() - lineStart + 1, at.path(), message);
  }
}
