package io.hindcast.core.check;

import io.hindcast.core.pin.PartitionPin;
import io.hindcast.core.spec.Transform.EmptyPartitions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The checks that every wave must pass, asked for or not. */
public final class PartitionRules {
  static final String PRESENT = "partitions present";
  static final String COMPARED = "rows compared";
  static final String OWNED = "partitions owned";

  private PartitionRules() {}

  /** Says so where no check of the spec has found anything to look at; empty where one has. */
  public static Optional<Assessment> nothingCompared(List<Assessment> checksOfSpec) {
    boolean any =
        checksOfSpec.stream().anyMatch(it -> it.result().outcome() != CheckOutcome.SKIPPED);
    return any
        ? Optional.empty()
        : Optional.of(
            Assessment.inward(
                CheckResult.skipped(
                    COMPARED,
                    "a check that looks at rows",
                    checksOfSpec.isEmpty()
                        ? "Nothing was compared: the spec has no checks."
                        : "Nothing was compared: no check of the spec found rows to look at.")));
  }

  /**
   * No partition that has rows in the live table is empty in the shadow, unless the spec allows it.
   */
  public static Assessment present(List<PartitionPin> pins, EmptyPartitions emptyPartitions) {
    List<String> emptied =
        pins.stream()
            .filter(pin -> pin.rows() == 0 && pin.liveRows() > 0)
            .map(PartitionPin::partitionId)
            .toList();
    long filled = pins.stream().filter(pin -> pin.rows() > 0).count();
    if (pins.stream().noneMatch(pin -> pin.liveRows() > 0)) {
      return Assessment.outward(
          CheckResult.skipped(
              PRESENT,
              expected(emptyPartitions),
              "The live table has no rows in these partitions."));
    }
    String actual =
        "%d of %d partitions with rows, %d emptied".formatted(filled, pins.size(), emptied.size());
    if (emptied.isEmpty() || emptyPartitions == EmptyPartitions.ALLOW) {
      return Assessment.outward(CheckResult.passed(PRESENT, expected(emptyPartitions), actual));
    }
    return Assessment.outward(
        CheckResult.failed(
            PRESENT,
            expected(emptyPartitions),
            actual,
            ("%d partitions that have rows now would become empty; if that is meant, set"
                    + " transform.emptyPartitions: allow.")
                .formatted(emptied.size()),
            emptied));
  }

  /** The shadow has no partition outside of the backfill's range. */
  public static Assessment owned(Collection<String> strangers) {
    String expected = "no partition outside of the range";
    if (strangers.isEmpty()) {
      return Assessment.inward(CheckResult.passed(OWNED, expected, "none"));
    }
    List<String> sorted = strangers.stream().sorted().toList();
    return Assessment.inward(
        CheckResult.failed(
            OWNED,
            expected,
            "%d partitions outside of the range".formatted(sorted.size()),
            "The shadow table holds partitions that no task owns.",
            sorted));
  }

  private static String expected(EmptyPartitions emptyPartitions) {
    return emptyPartitions == EmptyPartitions.ALLOW ? "any, by the spec" : "no emptied partition";
  }
}
