package io.hindcast.benchmarks.lineitem;

import io.hindcast.benchmarks.course.BackfillRun;
import io.hindcast.benchmarks.course.Phases;
import io.hindcast.benchmarks.figures.Report;
import io.hindcast.benchmarks.figures.Samples;
import io.hindcast.benchmarks.figures.Spread;
import io.hindcast.benchmarks.figures.TextTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the comparison found.
 *
 * @param setting what was run, for people
 * @param lines line items that each contestant read
 * @param rows rows that each contestant wrote
 * @param servicesPeakBytes most memory that Hindcast's processes had resident, summed up
 * @param equal whether all results of all rounds are the same
 */
record LineitemReport(
    String setting,
    long lines,
    long rows,
    long servicesPeakBytes,
    boolean equal,
    List<Standing> standings,
    List<List<Measurement>> rounds)
    implements Report {

  /**
   * One contestant over all rounds, all figures medians.
   *
   * @param ratio wall time by the floor's of the same round
   * @param coordinationMs per task: what was longer than the floor, shared among the tasks
   */
  record Standing(
      String name,
      double seconds,
      double ratio,
      double linesPerSecond,
      double servicesCpuSeconds,
      double engineCpuSeconds,
      int tasks,
      double coordinationMs) {}

  static LineitemReport of(
      String setting, long lines, long servicesPeakBytes, List<List<Measurement>> rounds) {
    Set<String> checksums =
        all(rounds).map(Measurement::checksum).collect(Collectors.toCollection(HashSet::new));
    String checksum = checksums.iterator().next();
    List<Standing> standings =
        all(rounds)
            .map(Measurement::name)
            .distinct()
            .map(name -> standing(name, lines, rounds))
            .toList();
    long rows = Long.parseLong(checksum.substring(0, checksum.indexOf('\t')));
    return new LineitemReport(
        setting, lines, rows, servicesPeakBytes, checksums.size() == 1, standings, rounds);
  }

  private static Standing standing(String name, long lines, List<List<Measurement>> rounds) {
    List<Double> seconds = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> coordination = new ArrayList<>();
    int tasks = 0;
    for (List<Measurement> round : rounds) {
      Measurement own = of(round, name);
      double floor = of(round, "floor").seconds();
      tasks = own.run().map(BackfillRun::tasks).orElse(0);
      seconds.add(own.seconds());
      ratios.add(own.seconds() / floor);
      coordination.add(tasks == 0 ? 0 : (own.seconds() - floor) * 1000 / tasks);
    }
    double median = Samples.of(seconds).median();
    List<Measurement> own = all(rounds).filter(m -> m.name().equals(name)).toList();
    return new Standing(
        name,
        median,
        Samples.of(ratios).median(),
        lines / median,
        Samples.of(own.stream().map(Measurement::servicesCpuSeconds).toList()).median(),
        Samples.of(own.stream().map(Measurement::engineCpuSeconds).toList()).median(),
        tasks,
        Samples.of(coordination).median());
  }

  @Override
  public List<String> page() {
    List<String> page = new ArrayList<>();
    page.add(setting);
    page.add(
        "%,d line items read, %,d rows written; all results equal: %s"
            .formatted(lines, rows, equal ? "yes" : "NO"));
    page.add("");
    page.addAll(table());
    page.add("");
    standings.stream()
        .filter(standing -> standing.tasks() > 0)
        .forEach(standing -> page.addAll(course(standing.name())));
    page.add("Hindcast's processes: at most %,d MB resident".formatted(servicesPeakBytes >> 20));
    return page;
  }

  private List<String> table() {
    TextTable table =
        new TextTable(
            "", "wall s", "x floor", "lines/s", "our CPU s", "engine CPU s", "tasks", "ms/task");
    for (Standing s : standings) {
      boolean hasTasks = s.tasks() > 0;
      table.row(
          s.name(),
          fixed("%.3f", s.seconds()),
          fixed("%.2f", s.ratio()),
          fixed("%,.0f", s.linesPerSecond()),
          hasTasks ? fixed("%.2f", s.servicesCpuSeconds()) : "",
          fixed("%.2f", s.engineCpuSeconds()),
          hasTasks ? Integer.toString(s.tasks()) : "",
          hasTasks ? fixed("%.1f", s.coordinationMs()) : "");
    }
    return table.lines();
  }

  private List<String> course(String name) {
    List<BackfillRun> runs =
        all(rounds).filter(m -> m.name().equals(name)).flatMap(m -> m.run().stream()).toList();
    List<Phases> phases = runs.stream().map(BackfillRun::phases).toList();
    return List.of(
        name,
        "  dispatch latency per task, ms: "
            + Spread.of(runs.stream().flatMap(run -> run.dispatchMs().stream()).toList()),
        "  decision to topic per task, ms: "
            + Spread.of(runs.stream().flatMap(run -> run.relayMs().stream()).toList()),
        "  work per task, ms: "
            + Spread.of(runs.stream().flatMap(run -> run.workMs().stream()).toList()),
        "  last round: " + phases.getLast(),
        "");
  }

  private static Stream<Measurement> all(List<List<Measurement>> rounds) {
    return rounds.stream().flatMap(List::stream);
  }

  private static Measurement of(List<Measurement> round, String name) {
    return round.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private static String fixed(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
