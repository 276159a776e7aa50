package io.hindcast.planner.simulation;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Everything that a seed decides. Faults are bounded, and stop when they are told to. */
final class Chance {
  private static final int FAULTS_MAX = 12;

  private final Random random;
  private final int oneIn;
  private int faults;

  Chance(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    oneIn = 4 + random.nextInt(60);
    faults = random.nextInt(FAULTS_MAX);
  }

  /** Whether something goes wrong here. */
  boolean strikes() {
    if (faults > 0 && random.nextInt(oneIn) == 0) {
      faults--;
      return true;
    }
    return false;
  }

  void stopFaults() {
    faults = 0;
  }

  boolean oneOf(int n) {
    return random.nextInt(n) == 0;
  }

  /** From 0 to below n. */
  int below(int n) {
    return random.nextInt(n);
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** Letters and digits that never come twice. */
  String nonce() {
    return "%016x".formatted(random.nextLong());
  }
}
