package io.hindcast.validator.measure;

import static java.util.Collections.emptyIterator;

import io.hindcast.core.check.Evidence;
import io.hindcast.core.check.Evidence.RunCount;
import io.hindcast.core.check.TaskRun;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.core.spec.Check;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.Warehouse;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares the rows of each part of a wave with what a {@code rowCount} query says: with what it
 * said while the accepted attempts read, where that is known, or else with what it says now.
 */
final class RunCounter {
  private final Warehouse warehouse;

  RunCounter(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  Evidence count(Wave wave, Check.RowCount check) {
    try {
      List<TaskRun> runs = runs(wave, check);
      return new Evidence.Counted(
          check,
          switch (check.per()) {
            case PARTITION -> ask(wave, check, runs);
            case WAVE -> runs.stream().map(run -> narrowed(wave, check, run)).toList();
          });
    } catch (HindcastException e) {
      if (!Blame.isOnQuery(e)) {
        throw e;
      }
      return new Evidence.Refused(check, Blame.words(e));
    }
  }

  private static List<TaskRun> runs(Wave wave, Check.RowCount check) {
    List<Check.RowCount> checks =
        wave.spec().checks().stream()
            .filter(Check.RowCount.class::isInstance)
            .map(Check.RowCount.class::cast)
            .toList();
    return wave.order().counted(checks, checks.indexOf(check));
  }

  /**
   * Halves a range that differs until it is one task, or no half differs by itself: so a wave of n
   * tasks costs log n more queries when it fails, and the message names the place.
   */
  private RunCount narrowed(Wave wave, Check.RowCount check, TaskRun run) {
    RunCount narrowest = ask(wave, check, List.of(run)).getFirst();
    while (!narrowest.agrees(check.allowance()) && narrowest.run().divisible()) {
      Optional<RunCount> half =
          ask(wave, check, narrowest.run().halves()).stream()
              .filter(count -> !count.agrees(check.allowance()))
              .findFirst();
      if (half.isEmpty()) {
        break;
      }
      narrowest = half.get();
    }
    return narrowest;
  }

  private List<RunCount> ask(Wave wave, Check.RowCount check, List<TaskRun> runs) {
    List<TaskRun> open = runs.stream().filter(run -> run.counted().isEmpty()).toList();
    Iterator<Double> answers = open.isEmpty() ? emptyIterator() : askNow(wave, check, open);
    Map<String, Long> rows =
        wave.pins().stream()
            .collect(Collectors.toMap(PartitionPin::partitionId, PartitionPin::rows));
    return runs.stream()
        .map(run ->
            new RunCount(
                run,
                run.partitionIds().stream().mapToLong(id -> rows.getOrDefault(id, 0L)).sum(),
                run.counted().orElseGet(answers::next)))
        .toList();
  }

  private Iterator<Double> askNow(Wave wave, Check.RowCount check, List<TaskRun> runs) {
    return warehouse
        .on(wave.order().target().node())
        .scalars(
            check.equalsSql(),
            runs.stream().map(run -> new RangeBinding(run.range(), wave.spec().zone())).toList())
        .iterator();
  }
}
