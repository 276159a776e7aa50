package io.hindcast.benchmarks.course;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Where a backfill's time went, in seconds; together its wall time.
 *
 * @param planning from the request to the decision to run the first task
 * @param computing while tasks run and their results are promoted
 * @param validating from the requests for verdicts to the verdicts
 * @param settling from the last verdict to the decision to swap
 * @param swapping from that decision to the completed swap
 * @param announcing from there until the event was heard
 */
public record Phases(
    double planning,
    double computing,
    double validating,
    double settling,
    double swapping,
    double announcing) {

  /** Of a backfill that was requested then and whose swap was heard of after this time. */
  static Phases of(
      Instant requested, BackfillTrack.Log log, BackfillTrack.Swap swap, double seconds) {
    Instant first =
        log.orders().values().stream()
            .map(BackfillTrack.Order::decided)
            .min(Instant::compareTo)
            .orElseThrow();
    Instant verdict = last(log.verdicts());
    double validating = 0;
    for (int wave = 0; wave < Math.min(log.validations().size(), log.verdicts().size()); wave++) {
      validating += seconds(log.validations().get(wave), log.verdicts().get(wave));
    }
    Instant swapAsked = log.swapRequests().getFirst();
    double known = seconds(requested, swap.at());
    return new Phases(
        seconds(requested, first),
        seconds(first, verdict) - validating,
        validating,
        seconds(verdict, swapAsked),
        seconds(swapAsked, swap.at()),
        Math.max(0, seconds - known));
  }

  private static Instant last(List<Instant> instants) {
    return instants.stream().max(Instant::compareTo).orElseThrow();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "planning %.2f, computing %.2f, validating %.2f, settling %.2f, swapping %.2f, announcing"
            + " %.2f s",
        planning,
        computing,
        validating,
        settling,
        swapping,
        announcing);
  }
}
