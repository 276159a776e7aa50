package io.hindcast.relay.swap;

import io.hindcast.core.swap.SwapState;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** The labels of all states that the protocol has, whoever adds one. */
final class StepLabels {
  private StepLabels() {}

  static SortedSet<String> nonTerminal() {
    SortedSet<String> labels = new TreeSet<>();
    collect(SwapState.class, labels);
    return labels;
  }

  private static void collect(Class<?> type, SortedSet<String> labels) {
    if (SwapState.Terminal.class.isAssignableFrom(type)) {
      return;
    }
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, labels);
      }
    } else {
      labels.add(
          type.getSimpleName().replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT));
    }
  }
}
