package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Transform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the statement's comparisons take each row of a range once, and no other. */
final class BoundChecks {
  private BoundChecks() {}

  static List<Finding> of(Survey survey) {
    List<Finding> findings = new ArrayList<>(ends(survey.spec()));
    if (survey.output() instanceof Survey.Output.Columns output) {
      output.coarse().forEach(bound -> findings.add(coarse(bound)));
      output
          .unasked()
          .ifPresent(why ->
              findings.add(
                  Finding.warning(
                      ErrorCode.BOUNDS_COARSE,
                      ("The engine could not say what the statement compares with the ends of the"
                              + " range (%s); give {from:…} and {to:…} the type of the column that"
                              + " they are compared with")
                          .formatted(why))));
    }
    return findings;
  }

  private static Finding coarse(CoarseBound bound) {
    String what =
        "The statement compares %s, a %s, with a bound of type %s"
            .formatted(bound.column(), bound.columnType(), bound.boundType());
    String how =
        "write the parameter with the type of the column, {from:%1$s} and {to:%1$s}"
            .formatted(bound.columnType());
    return bound.indexed()
        ? Finding.error(
            ErrorCode.BOUNDS_COARSE,
            "%s: the engine leaves out parts that begin in the last second before it, and their rows are lost without an error; %s"
                .formatted(what, how))
        : Finding.warning(
            ErrorCode.BOUNDS_COARSE,
            "%s: once the column is in a key or an index, the engine leaves out rows of the last second before it; %s"
                .formatted(what, how));
  }

  /** What is declared to be read beyond the range, or is dropped there, may be compared anyhow. */
  private static List<Finding> ends(BackfillSpec spec) {
    boolean filtered = spec.transform().stray() == Transform.Stray.FILTER;
    return RangeEnds.in(spec.transform().sql()).stream()
        .filter(end ->
            switch (end.side()) {
              case FROM -> !declared(spec.source().lookback());
              case TO -> !declared(spec.source().lookahead()) && !filtered;
            })
        .map(end -> Finding.error(ErrorCode.STRAY_ROWS, end.message()))
        .toList();
  }

  private static boolean declared(Duration reach) {
    return !reach.isZero();
  }
}
