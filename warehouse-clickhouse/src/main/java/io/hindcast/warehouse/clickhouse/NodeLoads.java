package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.pace.LoadSample;
import io.hindcast.core.pace.MinuteUsage;
import io.hindcast.core.pace.Usage;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.UsageProbe;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What several nodes feel, as one: the worst of each, so that no node is pressed for another. */
final class NodeLoads {
  private NodeLoads() {}

  static LoadSample worst(List<LoadSample> samples) {
    Map<TableName, LoadSample.TableLoad> tables = new HashMap<>();
    samples.forEach(sample -> tables.putAll(sample.tables()));
    return new LoadSample(
        samples.stream()
            .flatMap(sample -> sample.queries().stream())
            .max(Comparator.comparingDouble(NodeLoads::slowness)),
        sum(samples.stream().map(LoadSample::runningQueries)),
        most(samples.stream().map(LoadSample::merges)),
        most(samples.stream().map(LoadSample::mergeBytes)),
        values(samples.stream().map(LoadSample::memoryShare)).max(),
        values(samples.stream().map(LoadSample::diskFreeShare)).min(),
        tables);
  }

  static Optional<LoadSample.Latencies> slowest(List<LoadSample.Latencies> latencies) {
    return latencies.stream().max(Comparator.comparingDouble(LoadSample.Latencies::p99));
  }

  /** All of them together; empty unless each node told. */
  static Optional<UsageProbe.Report> together(List<Optional<UsageProbe.Report>> reports) {
    if (reports.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    SortedMap<Instant, Usage> ended = new TreeMap<>();
    Usage running = Usage.NONE;
    for (UsageProbe.Report report : reports.stream().flatMap(Optional::stream).toList()) {
      running = running.plus(report.running());
      for (MinuteUsage minute : report.ended()) {
        ended.merge(minute.minute(), minute.usage(), Usage::plus);
      }
    }
    List<MinuteUsage> minutes =
        ended.entrySet().stream().map(e -> new MinuteUsage(e.getKey(), e.getValue())).toList();
    return Optional.of(new UsageProbe.Report(minutes, running));
  }

  private static double slowness(LoadSample.Queries queries) {
    return queries.latency().map(LoadSample.Latencies::p99).orElse(0.0);
  }

  private static OptionalLong sum(Stream<OptionalLong> numbers) {
    return numbers
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .reduce(Long::sum)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  private static OptionalLong most(Stream<OptionalLong> numbers) {
    return numbers.flatMapToLong(OptionalLong::stream).max();
  }

  private static DoubleStream values(Stream<OptionalDouble> numbers) {
    return numbers.flatMapToDouble(OptionalDouble::stream);
  }
}
