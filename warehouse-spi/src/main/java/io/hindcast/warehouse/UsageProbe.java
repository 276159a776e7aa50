package io.hindcast.warehouse;

import io.hindcast.core.pace.MinuteUsage;
import io.hindcast.core.pace.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tells what statements have used up. */
public interface UsageProbe {

  /**
   * Usage of statements, failed and killed ones included; empty when the server keeps no record of
   * it or the user may not read it. A statement that has just ended may be in neither list for as
   * long as the server takes to write its log.
   *
   * @param queryIdPrefix what their ids start with
   * @param since the beginning of a minute: those that ended earlier are left out
   */
  Optional<Report> usage(String queryIdPrefix, Instant since);

  /**
   * What was found.
   *
   * @param ended by the minute in which statements ended, in order
   * @param running of statements that still run, so far
   */
  record Report(List<MinuteUsage> ended, Usage running) {
    /** Copies the list. */
    public Report {
      ended = List.copyOf(ended);
    }

    /** What was used on two servers. */
    public Report plus(Report other) {
      TreeMap<Instant, Usage> minutes = new TreeMap<>();
      for (MinuteUsage each : Stream.concat(ended.stream(), other.ended.stream()).toList()) {
        minutes.merge(each.minute(), each.usage(), Usage::plus);
      }
      return new Report(
          minutes.entrySet().stream()
              .map(entry -> new MinuteUsage(entry.getKey(), entry.getValue()))
              .toList(),
          running.plus(other.running));
    }
  }
}
