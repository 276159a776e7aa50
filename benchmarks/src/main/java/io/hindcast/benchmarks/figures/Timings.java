package io.hindcast.benchmarks.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** How long things took, each by its name, in the order in which they were first done. */
public final class Timings {
  private final Map<String, List<Double>> millis = new LinkedHashMap<>();

  /** Does it and notes how long it took. */
  public void time(String what, Runnable action) {
    time(
        what,
        () -> {
          action.run();
          return true;
        });
  }

  /** Does it and notes how long it took. */
  public <T> T time(String what, Supplier<T> action) {
    long began = System.nanoTime();
    T result = action.get();
    note(what, System.nanoTime() - began);
    return result;
  }

  /** Notes how long something took. */
  public void note(String what, long nanos) {
    millis.computeIfAbsent(what, name -> new ArrayList<>()).add(nanos / 1e6);
  }

  /** All of them. */
  public Report report() {
    return new Table(
        millis.entrySet().stream()
            .map(
                each -> new Line(each.getKey(), each.getValue().size(), Spread.of(each.getValue())))
            .toList());
  }

  private record Line(String what, int times, Spread ms) {}

  private record Table(List<Line> lines) implements Report {
    @Override
    public List<String> page() {
      TextTable table = new TextTable("", "times", "p50 ms", "p90 ms", "p99 ms", "max ms");
      for (Line line : lines) {
        Spread ms = line.ms();
        table.row(
            line.what(),
            Integer.toString(line.times()),
            figure(ms.p50()),
            figure(ms.p90()),
            figure(ms.p99()),
            figure(ms.max()));
      }
      return table.lines();
    }

    private static String figure(double value) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
  }
}
