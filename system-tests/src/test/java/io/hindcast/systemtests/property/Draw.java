package io.hindcast.systemtests.property;

import java.util.List;
import java.util.SplittableRandom;

/** Chance under a seed. */
final class Draw {
  private final SplittableRandom random;

  Draw(long seed) {
    // Neighbouring seeds give unlike streams.
    random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L);
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T ofAll(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }
}
