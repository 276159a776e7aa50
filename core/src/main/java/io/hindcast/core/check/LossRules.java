package io.hindcast.core.check;

import io.hindcast.core.spec.Target.OutsideRange;
import io.hindcast.core.spec.Transform.VanishedKeys;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checks that no row of the live table is lost but by the spec's word. */
public final class LossRules {
  static final String WITHIN = "rows of their partitions' time";
  static final String KEPT = "live keys yielded";
  private static final String NONE = "0 live rows";
  private static final int NAMED_MAX = 5;

  private LossRules() {}

  /**
   * The partitions hold rows of their own time alone: others are computed by nobody.
   *
   * @param outside live rows of other times; empty where that is not asked
   * @param why it is not asked
   */
  public static Assessment within(
      Optional<List<PartitionRows>> outside, OutsideRange policy, String why) {
    if (outside.isEmpty()) {
      return Assessment.inward(CheckResult.skipped(WITHIN, NONE, why));
    }
    return Assessment.inward(
        switch (policy) {
          case DROP ->
              CheckResult.passed(WITHIN, "any, by the spec", actual(outside.get(), "outside"));
          case REFUSE -> result(WITHIN, "outside", outside.get(), advice(outside.get()));
        });
  }

  private static String advice(List<PartitionRows> outside) {
    return ("%s. Their time lies outside of their partition's, where the partition function has put"
            + " them, and no task computes them: the swap would lose them. Move them to another"
            + " table, or give them up with target.outsideRange: drop.")
        .formatted(named("The live table has", outside));
  }

  /**
   * The statement yields a row for every key of the live table. Sources that moved meanwhile may be
   * why it does not.
   *
   * @param vanished live rows without one; empty where that is not asked
   * @param why it is not asked
   */
  public static Assessment kept(
      Optional<List<PartitionRows>> vanished, VanishedKeys policy, String why) {
    if (vanished.isEmpty()) {
      return Assessment.outward(CheckResult.skipped(KEPT, NONE, why));
    }
    return Assessment.outward(
        switch (policy) {
          case ALLOW ->
              CheckResult.passed(KEPT, "any, by the spec", actual(vanished.get(), "without a key"));
          case FAIL ->
              result(
                  KEPT,
                  "without a key",
                  vanished.get(),
                  ("%s that the statement yields no row for (target.key): the swap would lose them."
                          + " Let the statement yield them, or say that they are wrong with"
                          + " transform.vanishedKeys: allow.")
                      .formatted(named("The live table has keys", vanished.get())));
        });
  }

  private static CheckResult result(
      String name, String kind, List<PartitionRows> found, String message) {
    return found.isEmpty()
        ? CheckResult.passed(name, NONE, NONE)
        : CheckResult.failed(
            name,
            NONE,
            actual(found, kind),
            message,
            found.stream().map(PartitionRows::partitionId).toList());
  }

  private static String actual(List<PartitionRows> found, String kind) {
    long rows = found.stream().mapToLong(PartitionRows::rows).sum();
    return found.isEmpty()
        ? NONE
        : "%d live rows %s in %d partitions".formatted(rows, kind, found.size());
  }

  private static String named(String begin, List<PartitionRows> found) {
    return begin
        + " "
        + found.stream()
            .limit(NAMED_MAX)
            .map(it -> "in %s %d rows (%s)".formatted(it.partitionId(), it.rows(), it.examples()))
            .collect(Collectors.joining(", "))
        + (found.size() > NAMED_MAX
            ? " and more in %d other partitions".formatted(found.size() - NAMED_MAX)
            : "");
  }
}
