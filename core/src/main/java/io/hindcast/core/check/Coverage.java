package io.hindcast.core.check;

import io.hindcast.core.spec.Check;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whether a verdict is one on all that was asked. */
public final class Coverage {
  private Coverage() {}

  /**
   * Labels of the checks that have no result, in the order of the spec.
   *
   * @param answered names of the results
   */
  public static List<String> missing(List<Check> checks, Collection<String> answered) {
    Set<String> known = Set.copyOf(answered);
    return checks.stream()
        .map(Check::label)
        .filter(label -> !known.contains(label))
        .distinct()
        .toList();
  }
}
