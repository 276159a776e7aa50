package io.hindcast.core.check;

import io.hindcast.core.spec.Check;
import io.hindcast.core.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/**
 * One question to a task's sources.
 *
 * @param check index of the rowCount check among those of the spec
 * @param range what its query is asked for
 */
public record CountAsk(int check, TimeRange range) {

  /**
   * All questions to a task's sources, in the order in which their answers are kept: check by
   * check, each for the whole task or for one step after the other.
   *
   * @param checks the spec's rowCount checks
   * @param whole the task's range
   * @param steps its steps: what cannot be told apart by time
   */
  public static List<CountAsk> of(
      List<Check.RowCount> checks, TimeRange whole, List<TimeRange> steps) {
    List<CountAsk> asks = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      List<TimeRange> ranges =
          switch (checks.get(i).per()) {
            case WAVE -> List.of(whole);
            case PARTITION -> steps;
          };
      for (TimeRange range : ranges) {
        asks.add(new CountAsk(i, range));
      }
    }
    return asks;
  }
}
