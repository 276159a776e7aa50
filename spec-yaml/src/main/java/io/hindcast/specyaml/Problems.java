package io.hindcast.specyaml;

import io.hindcast.core.spec.SpecProblem;
import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one document, up to a bound. */
final class Problems {
  private static final int PROBLEMS_MAX = 200;

  private final List<SpecProblem> found = new ArrayList<>();

  void add(SpecProblem problem) {
    if (found.size() < PROBLEMS_MAX) {
      found.add(problem);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<SpecProblem> inOrder() {
    return found.stream().sorted().distinct().toList();
  }
}
