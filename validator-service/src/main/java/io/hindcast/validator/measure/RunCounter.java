package io.hindcast.validator.measure;

import io.hindcast.core.check.Evidence;
import io.hindcast.core.check.Evidence.RunCount;
import io.hindcast.core.check.TaskRun;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.Check;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;

/**
 * Compares the rows of each contiguous range of a wave with what a {@code rowCount} query says:
 * with what it said while the accepted attempts read, where that is known, or else with what it
 * says now.
 */
final class RunCounter {
  private final Warehouse warehouse;

  RunCounter(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  Evidence count(Wave wave, Check.RowCount check) {
    try {
      List<RunCount> counts =
          wave.order().runs().stream().map(run -> narrowed(wave, check, run)).toList();
      return new Evidence.Counted(check, counts);
    } catch (HindcastException e) {
      if (!Blame.isOnQuery(e)) {
        throw e;
      }
      return new Evidence.Refused(check, Blame.words(e));
    }
  }

  /**
   * Halves a range that differs until it is one task, or no half differs by itself: so a wave of n
   * tasks costs log n more queries when it fails, and the message names the place.
   */
  private RunCount narrowed(Wave wave, Check.RowCount check, TaskRun run) {
    RunCount narrowest = ask(wave, check, run);
    while (!narrowest.agrees() && narrowest.run().divisible()) {
      Optional<RunCount> half =
          narrowest.run().halves().stream()
              .map(part -> ask(wave, check, part))
              .filter(count -> !count.agrees())
              .findFirst();
      if (half.isEmpty()) {
        break;
      }
      narrowest = half.get();
    }
    return narrowest;
  }

  private RunCount ask(Wave wave, Check.RowCount check, TaskRun run) {
    double expected = run.counted(index(wave, check)).orElseGet(() -> askNow(wave, check, run));
    return new RunCount(run, wave.rows(run.partitionIds()), expected);
  }

  private double askNow(Wave wave, Check.RowCount check, TaskRun run) {
    return warehouse
        .on(wave.order().target().node())
        .scalar(check.equalsSql(), new RangeBinding(run.range(), wave.spec().zone()));
  }

  private static int index(Wave wave, Check.RowCount check) {
    return wave.spec().checks().stream()
        .filter(Check.RowCount.class::isInstance)
        .toList()
        .indexOf(check);
  }
}
