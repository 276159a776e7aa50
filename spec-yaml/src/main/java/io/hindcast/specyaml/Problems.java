package io.hindcast.specyaml;

import io.hindcast.core.spec.SpecProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects the mistakes of one document, up to a bound. */
final class Problems {
  private static final int PROBLEMS_MAX = 50;

  private final List<SpecProblem> found = new ArrayList<>();
  private boolean more;

  void add(SpecProblem problem) {
    if (found.size() < PROBLEMS_MAX) {
      found.add(problem);
    } else {
      more = true;
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Whether nothing more is kept, so that nobody needs to look for more. */
  boolean isFull() {
    return more;
  }

  /** What was found; where something was left out, a last one says so. */
  List<SpecProblem> inOrder() {
    List<SpecProblem> all = found.stream().sorted().distinct().collect(Collectors.toList());
    if (more) {
      SpecProblem last = all.getLast();
      all.add(
          new SpecProblem(
              last.line(),
              last.column(),
              "",
              "There is more; only the first %d problems are listed".formatted(PROBLEMS_MAX)));
    }
    return List.copyOf(all);
  }
}
