package io.hindcast.benchmarks.swap;

import io.hindcast.benchmarks.bed.BenchBed;
import io.hindcast.benchmarks.figures.PositiveNumber;
import io.hindcast.benchmarks.figures.ReportOptions;
import io.hindcast.benchmarks.figures.Samples;
import io.hindcast.benchmarks.swap.SwapReport.Line;
import io.hindcast.control.outbox.StandIn;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a swap and its rollback cost others. */
@Command(
    name = "swap",
    mixinStandardHelpOptions = true,
    description = "Swap half of a table's partitions and roll back, quietly and with writers.")
public final class SwapCommand implements Callable<Integer> {
  private static final double MB = 1e6;

  @Option(
      names = "--partitions",
      converter = PositiveNumber.class,
      split = ",",
      description = "Sizes of the table. Default: 10,100,1000.")
  private List<Integer> sizes = List.of(10, 100, 1000);

  @Option(
      names = "--rows",
      converter = PositiveNumber.class,
      description = "Rows per partition. Default: ${DEFAULT-VALUE}.")
  private int rows = 5000;

  @Option(names = "--writers", description = "Writers, where there are. Default: ${DEFAULT-VALUE}.")
  private int writers = 4;

  @Option(
      names = "--rounds",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Mixin private final ReportOptions output = new ReportOptions();

  @Override
  public Integer call() {
    List<Line> lines = new ArrayList<>();
    try (BenchBed bed = BenchBed.start(0);
        StandIn planner = bed.inPlaceOfThePlanner();
        Warehouse warehouse = bed.openWarehouse()) {
      Relay relay = new Relay(bed.bus(), planner);
      measure(bed, warehouse, relay, sizes.getFirst(), 0); // Warm-up.
      for (int size : sizes) {
        lines.addAll(measure(bed, warehouse, relay, size, 0));
        lines.addAll(measure(bed, warehouse, relay, size, writers));
      }
    }
    output.print(new SwapReport(rows, rounds, lines));
    return 0;
  }

  private List<Line> measure(
      BenchBed bed, Warehouse warehouse, Relay relay, int partitions, int writing) {
    SwapTables tables = new SwapTables(bed.engine(), warehouse, partitions, rows);
    tables.create();
    double tableMb = tableMb(bed);
    List<SwapSample> forward = new ArrayList<>();
    List<SwapSample> back = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      UUID backfillId = UUID.randomUUID();
      SwapRequest request = SwapRequests.forward(backfillId, tables.compute(backfillId));
      try (SwapWriters others = new SwapWriters(bed.engine(), partitions)) {
        others.start(writing);
        forward.add(swap(bed, relay, request));
        back.add(swap(bed, relay, SwapRequests.rollback(request)));
      }
      tables.release(backfillId);
      output.progress(
          "%d partitions, %d writers: %s, %s"
              .formatted(partitions, writing, forward.getLast(), back.getLast()));
    }
    return List.of(
        line("forward", partitions, writing, tableMb, forward),
        line("rollback", partitions, writing, tableMb, back));
  }

  private static SwapSample swap(BenchBed bed, Relay relay, SwapRequest request) {
    long before = DiskUse.now(bed.engine());
    long began = System.nanoTime();
    SwapEvent event = relay.swap(request);
    double seconds = (System.nanoTime() - began) / 1e9;
    return SwapSample.of(event, seconds, (DiskUse.now(bed.engine()) - before) / MB);
  }

  private static double tableMb(BenchBed bed) {
    return bed.engine()
            .number(
                "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = '%s' AND table = '%s'"
                    .formatted(SwapTables.LIVE.database(), SwapTables.LIVE.table()))
        / MB;
  }

  private static Line line(
      String swap, int partitions, int writing, double tableMb, List<SwapSample> samples) {
    return new Line(
        swap,
        partitions,
        writing,
        median(samples, SwapSample::mergesStoppedMs),
        samples.stream().mapToDouble(SwapSample::mergesStoppedMs).max().orElseThrow(),
        median(samples, SwapSample::exchangeMs),
        median(samples, SwapSample::carriedRows),
        median(samples, SwapSample::seconds),
        tableMb,
        median(samples, SwapSample::extraMb));
  }

  private static double median(List<SwapSample> samples, ToDoubleFunction<SwapSample> figure) {
    return Samples.of(samples.stream().map(figure::applyAsDouble).toList()).median();
  }
}
