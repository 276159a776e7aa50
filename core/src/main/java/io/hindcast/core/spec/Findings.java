package io.hindcast.core.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with a piece of SQL, up to a bound: answers have to stay small. */
final class Findings {
  private final List<SqlFinding> found = new ArrayList<>();
  private boolean more;

  void add(SqlFinding finding) {
    if (found.size() < SqlFinding.FINDINGS_MAX) {
      found.add(finding);
    } else {
      more = true;
    }
  }

  void addAll(Iterable<SqlFinding> findings) {
    findings.forEach(this::add);
  }

  void add(Optional<SqlFinding> finding) {
    finding.ifPresent(this::add);
  }

  /** Whether nothing more is kept. */
  boolean isFull() {
    return more;
  }

  /** What was found; where something was left out, a last finding says so. */
  List<SqlFinding> all() {
    if (!more) {
      return List.copyOf(found);
    }
    List<SqlFinding> all = new ArrayList<>(found);
    all.add(
        new SqlFinding(
            found.getLast().position(),
            "There is more; only the first %d findings are listed"
                .formatted(SqlFinding.FINDINGS_MAX)));
    return List.copyOf(all);
  }
}
