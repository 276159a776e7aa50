package io.hindcast.benchmarks.lineitem;

import io.hindcast.benchmarks.bed.BenchBed;
import io.hindcast.benchmarks.bed.Statements;
import io.hindcast.benchmarks.bed.Usage;
import io.hindcast.benchmarks.course.BackfillRun;
import io.hindcast.benchmarks.figures.ReportOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Lets all contestants do the same, in another order each round. */
final class Comparison {
  private final BenchBed bed;
  private final LineitemTables tables;
  private final List<Contestant> contestants;
  private final ReportOptions output;
  private final boolean statements;

  /**
   * Between these, on this bed.
   *
   * @param statements whether to tell what the engine was asked to do in the last round
   */
  Comparison(
      BenchBed bed,
      LineitemTables tables,
      List<Contestant> contestants,
      ReportOptions output,
      boolean statements) {
    this.statements = statements;
    this.bed = bed;
    this.tables = tables;
    this.contestants = contestants;
    this.output = output;
  }

  /** All rounds but the warm-up, each with a measurement of every contestant. */
  List<List<Measurement>> run(int warmUps, int rounds) {
    List<List<Measurement>> measured = new ArrayList<>();
    for (int round = -warmUps; round < rounds; round++) {
      List<Contestant> order = new ArrayList<>(contestants);
      Collections.rotate(order, round);
      List<Measurement> measurements = new ArrayList<>();
      for (Contestant contestant : order) {
        Instant begin = Instant.now();
        Measurement measurement = measure(contestant);
        String when = round < 0 ? "warm-up" : "round " + (round + 1);
        output.progress(
            String.format(
                Locale.ROOT, "%s: %s %.3f s", when, contestant.name(), measurement.seconds()));
        if (statements && round == rounds - 1) {
          Statements.since(bed.engine(), begin).lines().forEach(output::progress);
        }
        measurements.add(measurement);
      }
      if (round >= 0) {
        measured.add(measurements);
      }
    }
    return measured;
  }

  private Measurement measure(Contestant contestant) {
    tables.reset();
    Usage services = bed.services();
    Usage engine = bed.warehouse();
    long began = System.nanoTime();
    Contestant.Aftermath aftermath = contestant.run();
    double seconds = (System.nanoTime() - began) / 1e9;
    double servicesCpu = bed.services().cpuSecondsSince(services);
    double engineCpu = bed.warehouse().cpuSecondsSince(engine);
    BackfillRun run = aftermath.settle().orElse(null);
    return new Measurement(
        contestant.name(), seconds, servicesCpu, engineCpu, tables.checksum(), run);
  }
}
