package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Target.OutsideRange;
import io.hindcast.core.spec.Transform.Stray;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a partition key that is more than time asks of a spec. */
final class KeyRules {
  private final BackfillSpec spec;
  private final KeyChoice choice;
  private final List<Finding> findings = new ArrayList<>();

  private KeyRules(BackfillSpec spec, KeyChoice choice) {
    this.spec = spec;
    this.choice = choice;
  }

  static List<Finding> check(BackfillSpec spec, KeyChoice choice) {
    KeyRules rules = new KeyRules(spec, choice);
    rules.outsideRange();
    rules.rowCounts();
    rules.strays();
    rules.wholeBuckets();
    return List.copyOf(rules.findings);
  }

  private void outsideRange() {
    if (choice.layout().time().isEmpty() && spec.target().outsideRange() == OutsideRange.REFUSE) {
      findings.add(
          Finding.error(
              ErrorCode.RANGE_INVALID,
              ("The target is partitioned by (%s), so that each partition holds rows of all times:"
                      + " recomputing it for %s loses those that lie outside. Let the range cover"
                      + " everything that the table is to have, and say so with"
                      + " target.outsideRange: drop; or, where each value of the key is of one time"
                      + " alone, set that and name the values of the range with target.keys")
                  .formatted(String.join(", ", choice.layout().expressions()), spec.range())));
    }
  }

  /** A count query is asked for a range, and knows nothing of keys. */
  private void rowCounts() {
    if (!choice.chosen().isEmpty()
        && spec.checks().stream().anyMatch(Check.RowCount.class::isInstance)) {
      findings.add(
          Finding.error(
              ErrorCode.SPEC_INVALID,
              "The check rowCount counts the rows of all keys, of which target.keys recomputes only"
                  + " some; leave one of the two out"));
    }
  }

  private void strays() {
    if (choice.isOpen() && spec.transform().stray() == Stray.FILTER) {
      findings.add(
          Finding.error(
              ErrorCode.SPEC_INVALID,
              "transform.stray: filter would drop the rows of every key that the target does not"
                  + " have yet, and no other task computes them; use transform.stray: fail, or name"
                  + " the keys with target.keys"));
    }
  }

  /** Other keys that share a bucket with a chosen one are recomputed, too. */
  private void wholeBuckets() {
    List<KeyDimension> keys = choice.layout().keys();
    for (int position : choice.chosen()) {
      if (keys.get(position) instanceof KeyDimension.Bucket bucket) {
        Set<String> touched = new HashSet<>();
        choice.tuples().forEach(tuple -> touched.add(tuple.get(position)));
        findings.add(
            Finding.warning(
                ErrorCode.PARTITIONS_SHARED,
                ("The keys of target.keys lie in %,d of the %,d buckets of %s; these are recomputed"
                        + " whole, with all other keys in them")
                    .formatted(touched.size(), bucket.buckets(), bucket.expression())));
      }
    }
  }
}
