package io.hindcast.specyaml;

import io.hindcast.core.spec.SqlFinding;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * SQL of a spec, and how its positions are lines of the document or of a file.
 *
 * @param at the value that holds the SQL or names its file
 */
record SqlSource(String sql, Value at, Locator locator) {

  /** Reports something at a position of the SQL. */
  interface Locator {
    void report(SqlSource source, SqlFinding finding);
  }

  void report(List<SqlFinding> findings) {
    findings.forEach(finding -> locator.report(this, finding));
  }

  /** The source itself when a rule finds nothing in it. */
  static Field<SqlSource> checked(SqlSource source, Function<String, List<SqlFinding>> rule) {
    List<SqlFinding> findings = rule.apply(source.sql());
    source.report(findings);
    return findings.isEmpty() ? Field.of(source, source.at()) : Field.absent(source.at());
  }

  void report(Optional<SqlFinding> finding) {
    report(finding.stream().toList());
  }
}
