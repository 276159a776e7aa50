package io.hindcast.benchmarks.throttle;

import io.hindcast.benchmarks.figures.Report;
import io.hindcast.benchmarks.figures.Samples;
import io.hindcast.benchmarks.figures.Spread;
import io.hindcast.benchmarks.figures.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What the dashboard noticed, phase by phase, in each round. */
record ThrottleReport(List<Round> rounds) implements Report {
  ThrottleReport {
    rounds = List.copyOf(rounds);
  }

  /**
   * One round.
   *
   * @param idle while nothing else ran
   * @param unthrottled beside a backfill without a throttle
   * @param throttled beside the same backfill with one
   */
  record Round(Phase idle, Phase unthrottled, Phase throttled) {
    double unthrottledRatio() {
      return unthrottled.millis().p99() / idle.millis().p99();
    }

    double throttledRatio() {
      return throttled.millis().p99() / idle.millis().p99();
    }
  }

  /**
   * The dashboard's latencies.
   *
   * @param answers how many
   * @param seconds how long the backfill took; of the idle phase, how long it was
   */
  record Phase(int answers, double seconds, Spread millis) {
    static Phase of(List<Double> answers, double seconds) {
      return new Phase(answers.size(), seconds, Spread.of(answers));
    }
  }

  @Override
  public List<String> page() {
    TextTable table = new TextTable("round", "phase", "answers", "seconds", "p50", "p99", "x idle");
    for (int i = 0; i < rounds.size(); i++) {
      Round round = rounds.get(i);
      row(table, i, "idle", round.idle(), 1);
      row(table, i, "no throttle", round.unthrottled(), round.unthrottledRatio());
      row(table, i, "throttle", round.throttled(), round.throttledRatio());
    }
    return Stream.concat(
            table.lines().stream(),
            Stream.of(
                String.format(
                    Locale.ROOT,
                    "p99 against idle, median: %.2f x without a throttle, %.2f x with one",
                    median(Round::unthrottledRatio),
                    median(Round::throttledRatio))))
        .toList();
  }

  private double median(ToDoubleFunction<Round> ratio) {
    return Samples.of(rounds.stream().map(ratio::applyAsDouble).toList()).median();
  }

  private static void row(TextTable table, int round, String name, Phase phase, double ratio) {
    table.row(
        Integer.toString(round + 1),
        name,
        Integer.toString(phase.answers()),
        String.format(Locale.ROOT, "%.1f", phase.seconds()),
        String.format(Locale.ROOT, "%.1f", phase.millis().p50()),
        String.format(Locale.ROOT, "%.1f", phase.millis().p99()),
        String.format(Locale.ROOT, "%.2f", ratio));
  }
}
