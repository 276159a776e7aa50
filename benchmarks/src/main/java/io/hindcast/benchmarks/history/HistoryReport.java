package io.hindcast.benchmarks.history;

import io.hindcast.benchmarks.figures.Report;
import io.hindcast.benchmarks.figures.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What there was at the beginning and in the end. */
record HistoryReport(int backfills, int tables, List<Moment> moments) implements Report {

  @Override
  public List<String> page() {
    TextTable table =
        new TextTable(
            "",
            "working tables",
            "parts",
            "ClickHouse starts, ms",
            "planner starts, ms",
            "transactions/s",
            "rows/s",
            "queries/s",
            "planner CPU %",
            "planner MB",
            "ClickHouse MB");
    moments.forEach(at ->
        table.row(
            at.when(),
            whole(at.workingTables()),
            whole(at.parts()),
            whole(at.warehouseStartMs()),
            whole(at.plannerStartMs()),
            tenths(at.transactions()),
            tenths(at.rows()),
            tenths(at.queries()),
            tenths(at.plannerCpuPercent()),
            whole(at.plannerMb()),
            whole(at.warehouseMb())));
    List<String> page = new ArrayList<>(table.lines());
    page.add(
        String.format(
            Locale.ROOT,
            "%,d backfills of %d tables; of four, one is rolled back and one also swapped forward"
                + " again. Rates and memory are of a stack that was started anew and does nothing.",
            backfills,
            tables));
    return page;
  }

  private static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String tenths(double number) {
    return String.format(Locale.ROOT, "%,.1f", number);
  }
}
