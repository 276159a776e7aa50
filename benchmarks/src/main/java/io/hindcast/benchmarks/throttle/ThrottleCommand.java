package io.hindcast.benchmarks.throttle;

import io.hindcast.benchmarks.bed.BenchBed;
import io.hindcast.benchmarks.course.Backfills;
import io.hindcast.benchmarks.figures.PositiveNumber;
import io.hindcast.benchmarks.figures.ReportOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What others' queries notice of a backfill, with and without a throttle. */
@Command(
    name = "throttle",
    mixinStandardHelpOptions = true,
    description = "Run a backfill beside a dashboard, without and with a throttle.")
public final class ThrottleCommand implements Callable<Integer> {
  private static final Duration EVERY = Duration.ofMillis(100);
  private static final int DASHBOARD_ROWS = 3_000_000;

  @Option(
      names = "--rounds",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(
      names = "--idle-seconds",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int idleSeconds = 20;

  @Option(
      names = "--days",
      converter = PositiveNumber.class,
      description = "Tasks of the backfill. Default: ${DEFAULT-VALUE}.")
  private int days = 100;

  @Option(
      names = "--rows-per-day",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int rowsPerDay = 200_000;

  @Option(
      names = "--parallelism",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism = 4;

  @Option(
      names = "--pacing",
      description = "The spec's pacing section in the throttled phase. Default: ${DEFAULT-VALUE}.")
  private String pacing = "{throttle: {queryLatency: {percentile: 99, factor: 1.3}}}";

  @Option(
      names = "--aside",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = {
        "Give Hindcast's services, Kafka and PostgreSQL the CPU time that the engine leaves, as if",
        "they ran on other machines; without it they compete. Default: ${DEFAULT-VALUE}."
      })
  private boolean aside = true;

  @Mixin private final ReportOptions output = new ReportOptions();

  @Override
  public Integer call() {
    output.progress("Starting a stack with two workers");
    try (BenchBed bed = BenchBed.start(2);
        Backfills backfills = new Backfills(bed)) {
      bed.engine().execute("CREATE DATABASE bench");
      Dashboard.load(bed.engine(), DASHBOARD_ROWS);
      HardWork work = new HardWork(bed.engine(), days, rowsPerDay);
      work.load();
      backfills.run(work.spec("warm-up", parallelism, "{}")).settled();
      if (aside) {
        bed.putAside();
      }
      List<ThrottleReport.Round> measured = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        output.progress("Round %d of %d".formatted(i + 1, rounds));
        measured.add(round(bed, backfills, work));
      }
      output.print(new ThrottleReport(measured));
      return 0;
    }
  }

  private ThrottleReport.Round round(BenchBed bed, Backfills backfills, HardWork work) {
    return new ThrottleReport.Round(
        idle(bed),
        beside(bed, backfills, work.spec("no-throttle", parallelism, "{}")),
        beside(bed, backfills, work.spec("throttle", parallelism, pacing)));
  }

  private ThrottleReport.Phase idle(BenchBed bed) {
    try (Dashboard dashboard = Dashboard.open(bed.engine(), EVERY)) {
      long end = System.nanoTime() + Duration.ofSeconds(idleSeconds).toNanos();
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      return ThrottleReport.Phase.of(dashboard.answers(), idleSeconds);
    }
  }

  private static ThrottleReport.Phase beside(BenchBed bed, Backfills backfills, String spec) {
    try (Dashboard dashboard = Dashboard.open(bed.engine(), EVERY)) {
      Backfills.Finished finished = backfills.run(spec);
      List<Double> answers = dashboard.answers();
      return ThrottleReport.Phase.of(answers, finished.settled().seconds());
    }
  }
}
