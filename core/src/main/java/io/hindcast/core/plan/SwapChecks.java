package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.Dependent;
import java.util.ArrayList;
import java.util.List;

/** What the swap cannot do here, and what it leaves as it is. */
final class SwapChecks {
  private SwapChecks() {}

  static List<Finding> of(Survey survey) {
    List<Finding> findings = new ArrayList<>();
    if (survey.spec().swap().lateRows() == SwapPolicy.LateRows.CARRY) {
      findings.addAll(carrying(survey));
    }
    TableName target = survey.spec().target().table();
    for (Dependent dependent : survey.surroundings().around(target)) {
      switch (dependent.relation()) {
        case WRITES_INTO ->
            findings.add(
                warning(
                    "The materialized view %s writes into %s; it goes on after the swap"
                        .formatted(dependent.view().name(), the(target, dependent))));
        case READS_FROM ->
            findings.add(
                warning(
                    "The materialized view %s reads inserts of %s; it does not see the recomputed rows"
                        .formatted(dependent.view().name(), the(target, dependent))));
        case LOOKS_UP -> {}
      }
    }
    return findings;
  }

  private static List<Finding> carrying(Survey survey) {
    BackfillSpec spec = survey.spec();
    List<Finding> findings = new ArrayList<>();
    if (spec.swap().strategy() == SwapPolicy.Strategy.REPLACE) {
      findings.add(
          Finding.error(
              ErrorCode.SPEC_INVALID,
              "swap.lateRows: carry needs swap.strategy: exchange; between the partitions of a"
                  + " replacement late rows cannot be told from published ones"));
    }
    survey
        .target()
        .filter(target -> !target.keepsRows())
        .ifPresent(target ->
            findings.add(
                Finding.error(
                    ErrorCode.SWAP_UNSUPPORTED,
                    ("swap.lateRows: carry is not possible for %s: the merges of %s add up or cancel"
                            + " rows, so that late ones cannot be told apart; use swap.lateRows: source")
                        .formatted(target.name(), target.engine()))));
    for (TableName source : spec.source().tables()) {
      if (survey.surroundings().views().leads(source, spec.target().table())) {
        findings.add(
            Finding.error(
                ErrorCode.SWAP_UNSUPPORTED,
                ("swap.lateRows: carry would bring rows twice: what is inserted into the source %s"
                        + " reaches %s through a materialized view as well; use swap.lateRows: source")
                    .formatted(source, spec.target().table())));
      }
    }
    return findings;
  }

  private static Finding warning(String message) {
    return Finding.warning(ErrorCode.VIEW_BESIDE, message);
  }

  private static String the(TableName target, Dependent dependent) {
    return dependent.through().equals(target) ? "the target" : dependent.through().toString();
  }
}
