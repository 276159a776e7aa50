package io.hindcast.warehouse;

import io.hindcast.core.pace.MinuteUsage;
import io.hindcast.core.pace.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
  }
}
