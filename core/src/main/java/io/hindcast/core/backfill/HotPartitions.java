package io.hindcast.core.backfill;

import io.hindcast.core.backfill.BackfillState.HotPartition;

/** How a backfill ends whose sources never stop changing. */
final class HotPartitions {
  private static final String ADVICE =
      "End the range before what is still being written, set source.allowedLateness so that recent"
          + " partitions are left alone, raise swap.catchUpRounds, or pause the writers. Where the"
          + " writers write rows of other times, the plan says why these cannot be told apart, and"
          + " source.changes can name a column to tell them by";
  private static final String UNTOUCHED = "The live table is untouched.";
  private static final String LIVE =
      "The live table has the new content, as of the last swap; what reached the sources since is"
          + " missing from these partitions.";

  private HotPartitions() {}

  /** While a pass was being judged. */
  static HotPartition ended(Course course, int repetitions, Moved moved) {
    return hot(repetitions, moved, course.beforeSwap() ? UNTOUCHED : LIVE);
  }

  /** After a swap. */
  static HotPartition followedUp(int repetitions, Moved moved) {
    return hot(repetitions, moved, LIVE);
  }

  private static HotPartition hot(int repetitions, Moved moved, String live) {
    return new HotPartition(
        "The sources of partitions %s (tasks %s) kept changing through %d recomputations. %s %s"
            .formatted(
                moved.names(),
                String.join(", ", moved.taskIds().stream().limit(10).toList()),
                repetitions,
                live,
                ADVICE));
  }
}
