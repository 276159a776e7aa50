package io.hindcast.core.check;

import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourceState;
import io.hindcast.core.spec.Check;
import io.hindcast.core.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An accepted task whose partitions are judged.
 *
 * @param id unique within the backfill
 * @param range what it computed
 * @param reach what it read: the range, widened by lookback and lookahead
 * @param partitionIds target partitions that it owns
 * @param fence the sources as the accepted attempt saw them
 * @param steps its range and partitions, cut where both can be cut; one step where they cannot
 * @param counts what those sources said, in the order of {@link CountAsk#of}; empty when that is
 *     not known
 */
public record JudgedTask(
    String id,
    TimeRange range,
    TimeRange reach,
    List<String> partitionIds,
    SourceFence fence,
    List<JudgedTask.Step> steps,
    List<Double> counts) {

  /**
   * A part of a task.
   *
   * @param range what it computed of it
   * @param partitionIds the partitions of that time
   */
  public record Step(TimeRange range, List<String> partitionIds) {
    /** Copies the ids. */
    public Step {
      partitionIds = List.copyOf(partitionIds);
    }
  }

  /** A task that is one step. */
  public JudgedTask(
      String id,
      TimeRange range,
      TimeRange reach,
      List<String> partitionIds,
      SourceFence fence,
      List<Double> counts) {
    this(id, range, reach, partitionIds, fence, List.of(new Step(range, partitionIds)), counts);
  }

  /** Copies the lists. */
  public JudgedTask {
    partitionIds = List.copyOf(partitionIds);
    steps = List.copyOf(steps);
    counts = List.copyOf(counts);
  }

  /** Whether the sources that it read have changed since. */
  boolean hasMoved(SourceState current) {
    return fence.movedWithin(reach, current);
  }

  /**
   * What a check compares of it: itself or its steps, each with the sources' one answer to the
   * check where it is known.
   */
  List<JudgedTask> countedFor(List<Check.RowCount> checks, int index) {
    List<CountAsk> asks = CountAsk.of(checks, range, steps.stream().map(Step::range).toList());
    List<Double> answers = new ArrayList<>();
    for (int i = 0; i < asks.size() && counts.size() == asks.size(); i++) {
      if (asks.get(i).check() == index) {
        answers.add(counts.get(i));
      }
    }
    List<Step> parts =
        switch (checks.get(index).per()) {
          case WAVE -> List.of(new Step(range, partitionIds));
          case PARTITION -> steps;
        };
    return IntStream.range(0, parts.size())
        .mapToObj(i ->
            new JudgedTask(
                id,
                parts.get(i).range(),
                reach,
                parts.get(i).partitionIds(),
                fence,
                answers.isEmpty() ? List.of() : List.of(answers.get(i))))
        .toList();
  }
}
