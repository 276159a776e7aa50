package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Transform.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether what a spec wants to be asked beside its statement reads the server's own tables alone,
 * and answers the same each time where that matters.
 */
final class QuestionChecks {
  private static final String NOT_HERE =
      " reaches outside of the server's tables, which queries and expressions beside the statement"
          + " may not; load it into a table and read that";

  private QuestionChecks() {}

  /** How much it matters that an answer is another one the next time. */
  private enum Doubtful {
    /** It is what a wave is judged by, or what is recomputed. */
    REFUSED,
    /** It is compared with a bound, as the age of a newest row may be. */
    NAMED,
    /** It is about this very moment. */
    MEANT
  }

  private record Question(String where, String sql, Doubtful doubtful) {}

  static List<Finding> of(Survey survey) {
    return upfront(survey.spec());
  }

  static List<Finding> upfront(BackfillSpec spec) {
    boolean accepted = spec.transform().nondeterministic() == Doubt.ACCEPT;
    List<Finding> findings = new ArrayList<>();
    for (Question question : questions(spec)) {
      for (Uncertainty found : UncertaintyFinder.in(question.sql())) {
        finding(question, found, accepted).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> finding(Question question, Uncertainty found, boolean accepted) {
    if (found.outside()) {
      return Optional.of(
          Finding.error(
              ErrorCode.NONDETERMINISTIC,
              "%s, line %d: %s%s"
                  .formatted(question.where(), found.line(), found.what(), NOT_HERE)));
    }
    String message = found.message(question.where());
    return switch (question.doubtful()) {
      case REFUSED ->
          Optional.of(
              found.certain() && !accepted
                  ? Finding.error(ErrorCode.NONDETERMINISTIC, message)
                  : Finding.warning(ErrorCode.NONDETERMINISTIC, message));
      case NAMED ->
          found.certain()
              ? Optional.of(Finding.warning(ErrorCode.NONDETERMINISTIC, message))
              : Optional.empty();
      case MEANT -> Optional.empty();
    };
  }

  private static List<Question> questions(BackfillSpec spec) {
    List<Question> all = new ArrayList<>();
    if (spec.target().keys() instanceof AffectedKeys.Query query) {
      all.add(new Question("target.keys.query", query.sql(), Doubtful.REFUSED));
    }
    for (Check check : spec.checks()) {
      if (check instanceof Check.RowCount count) {
        all.add(new Question("rowCount.equals", count.equalsSql(), Doubtful.REFUSED));
      } else if (check instanceof Check.Aggregate aggregate) {
        all.add(new Question("aggregate.expression", aggregate.expression(), Doubtful.NAMED));
      }
    }
    String throttle = spec.pacing().throttle().query();
    if (throttle != null) {
      all.add(new Question("pacing.throttle.query", throttle, Doubtful.MEANT));
    }
    return all;
  }
}
