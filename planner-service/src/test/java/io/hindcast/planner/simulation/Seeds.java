package io.hindcast.planner.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Lives of seeds; one that fails is lived again to tell what went before. */
final class Seeds {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.hindcast.planner");

  private Seeds() {}

  static void silence() {
    LOG.setLevel(Level.OFF);
  }

  static void speak() {
    LOG.setLevel(null);
  }

  static List<Invariant> invariants() {
    return List.of(
        new EveryPartitionOnce(),
        new NoZombiePromotion(),
        new ApprovedAlone(),
        new CancelIsFinal(),
        new BudgetRespected(),
        new OutboxMatchesState(),
        new NothingRemains(),
        new Progress());
  }

  static List<Invariant.Seen> live(long seed, List<Invariant> invariants, Plant plant) {
    try {
      return new Life(seed, invariants, plant, new Trace(false)).run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          ("Seed %d (repeat it with -Dhindcast.simulation.seed=%d"
                  + " -Dhindcast.simulation.runs=1): %s%n%s")
              .formatted(seed, seed, e.getMessage(), lastSteps(seed, plant)),
          e);
    }
  }

  /** The last steps of a life that does not fail. */
  static String steps(long seed) {
    Trace trace = new Trace(true);
    new Life(seed, invariants(), Plant.NONE, trace).run();
    return trace.toString();
  }

  private static String lastSteps(long seed, Plant plant) {
    Trace trace = new Trace(true);
    try {
      new Life(seed, invariants(), plant, trace).run();
    } catch (AssertionError | RuntimeException e) {
      return trace.toString();
    }
    return "(it does not fail again: the simulation is not deterministic)";
  }
}
