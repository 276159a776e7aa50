package io.hindcast.relay.swap;

import io.hindcast.relay.swap.CrashPoint.Moment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which process dies where: generated from the steps that a swap really takes. All of it takes
 * hours; the sample has each step with the relay, every fourth one with one of the others too, and
 * every fifth one of a rollback with one of them all.
 */
final class CrashMatrix {
  private static final List<Victim> VICTIMS = List.of(Victim.values());
  private static final List<Moment> MOMENTS = List.of(Moment.values());

  private final boolean full;
  private final Set<List<Object>> done = new HashSet<>();

  CrashMatrix(boolean full) {
    this.full = full;
  }

  /** One death. */
  record Death(CrashScenario scenario, Victim victim, CrashPoint point) {
    @Override
    public String toString() {
      return "%s dies at %s of %s".formatted(victim, point, scenario);
    }
  }

  /** The deaths for these steps; the last one is the end, after which nothing is stored. */
  List<Death> deaths(CrashScenario scenario, List<String> steps) {
    List<Death> deaths = new ArrayList<>();
    List<String> distinct = steps.stream().distinct().toList();
    for (int i = 0; i < distinct.size(); i++) {
      for (int v = 0; v < VICTIMS.size(); v++) {
        String step = distinct.get(i);
        boolean first = done.add(List.of(VICTIMS.get(v), step));
        boolean wanted = full || (first && often(i, v)) || sampled(scenario, i, v);
        boolean last = i == distinct.size() - 1;
        for (Moment moment : wanted ? moments(i + v, last) : List.<Moment>of()) {
          deaths.add(new Death(scenario, VICTIMS.get(v), new CrashPoint(step, moment)));
        }
      }
    }
    return deaths;
  }

  /** The relay at each step, and at every fourth step one of the others, in turn. */
  private static boolean often(int step, int victim) {
    return victim == 0 || (step % 4 == 0 && victim == 1 + step / 4 % (VICTIMS.size() - 1));
  }

  /** Every fifth step of a rollback, with each in turn. */
  private static boolean sampled(CrashScenario scenario, int step, int victim) {
    return scenario == CrashScenario.ROLLBACK
        && step % 5 == 0
        && step / 5 % VICTIMS.size() == victim;
  }

  /** Both; or one and the other in turn. */
  private List<Moment> moments(int turn, boolean last) {
    if (last) {
      return List.of(Moment.BEFORE);
    }
    return full ? MOMENTS : List.of(MOMENTS.get(turn % MOMENTS.size()));
  }
}
