package io.hindcast.core.swap;

import java.util.Locale;

/**
 * Names of states as the journal writes them, made once for each: they are asked for all the time.
 */
final class StateLabels {
  private static final ClassValue<String> LABELS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> state) {
          return state
              .getSimpleName()
              .replaceAll("([a-z])([A-Z])", "$1_$2")
              .toUpperCase(Locale.ROOT);
        }
      };

  private StateLabels() {}

  static String of(Class<?> state) {
    return LABELS.get(state);
  }
}
