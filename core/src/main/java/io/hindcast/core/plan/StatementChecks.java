package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.spec.Transform.Doubt;
import java.util.ArrayList;
import java.util.List;

/** Whether the statement yields the same rows each time, from tables that are fenced. */
final class StatementChecks {
  private static final String HOW_TO_ACCEPT =
      "; or set transform.nondeterministic: accept, if other rows after each retry and catch-up are"
          + " as good";

  private StatementChecks() {}

  static List<Finding> of(Survey survey) {
    Transform transform = survey.spec().transform();
    boolean accepted = transform.nondeterministic() == Doubt.ACCEPT;
    List<Finding> findings = new ArrayList<>();
    for (Uncertainty found : UncertaintyFinder.in(transform.sql())) {
      findings.add(
          found.certain() && !accepted
              ? Finding.error(ErrorCode.NONDETERMINISTIC, found.message() + HOW_TO_ACCEPT)
              : Finding.warning(ErrorCode.NONDETERMINISTIC, found.message()));
    }
    findings.addAll(ReadTables.findings(survey));
    return findings;
  }
}
