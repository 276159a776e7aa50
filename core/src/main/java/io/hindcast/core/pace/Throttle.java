package io.hindcast.core.pace;

import io.hindcast.core.pace.ThrottleState.Phase;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Additive increase, multiplicative decrease (Chiu and Jain 1989) of the slots that may be used:
 * one more after each calm interval, half as many when a gauge is over its limit. Below one slot it
 * is the time that is halved and doubled. Between calm and over nothing changes. Soft limits leave
 * an eighth of a slot; hard ones (disk, a query, an endpoint, no answer) hold everything.
 */
public final class Throttle {
  private static final double CUT = 0.5;
  private static final double FLOOR = 0.125;

  private Throttle() {}

  /**
   * One step.
   *
   * @param ceiling slots beyond which the level does not rise
   */
  public static ThrottleState step(
      ThrottleState state, List<Reading> readings, ThrottleRules rules, int ceiling, Instant now) {
    if (rules.limits().none()) {
      return ThrottleState.initial(rules, state.since()).equals(state)
          ? state
          : ThrottleState.initial(rules, now);
    }
    double level = Math.max(FLOOR, Math.min(state.level(), Math.max(1, ceiling)));
    List<Reading> over = readings.stream().filter(Reading::over).toList();
    if (!over.isEmpty()) {
      return over(state, over, level, rules, now);
    }
    if (readings.stream().allMatch(Reading::calm)) {
      return calm(state, level, rules, ceiling, now);
    }
    return new ThrottleState(
        level,
        Phase.THROTTLED,
        "near the limit: " + texts(readings, reading -> !reading.calm()),
        since(state, Phase.THROTTLED, now),
        state.cutAt(),
        now);
  }

  private static ThrottleState over(
      ThrottleState state, List<Reading> over, double level, ThrottleRules rules, Instant now) {
    boolean held = over.stream().anyMatch(reading -> reading.gauge().hard());
    // An open question is no sign of load: where nobody answers, the level is as good as before.
    boolean load = over.stream().anyMatch(reading -> reading.gauge() != Reading.Gauge.ANSWER);
    boolean cut = load && !now.isBefore(state.cutAt().plus(rules.cutEvery()));
    Phase phase = held ? Phase.HELD : Phase.THROTTLED;
    return new ThrottleState(
        cut ? Math.max(FLOOR, level * CUT) : level,
        phase,
        texts(over, reading -> true),
        since(state, phase, now),
        cut ? now : state.cutAt(),
        now);
  }

  private static ThrottleState calm(
      ThrottleState state, double level, ThrottleRules rules, int ceiling, Instant now) {
    boolean raise = level < ceiling && !now.isBefore(state.calmSince().plus(rules.raiseEvery()));
    double raised = raise ? Math.min(ceiling, raised(level)) : level;
    Instant calmSince = raise ? now : state.calmSince();
    return raised >= ceiling
        ? new ThrottleState(
            raised, Phase.OPEN, "", since(state, Phase.OPEN, now), state.cutAt(), calmSince)
        : new ThrottleState(
            raised,
            Phase.THROTTLED,
            "calm: %s every %d s"
                .formatted(
                    raised < 1 ? "twice as much" : "one more slot", rules.raiseEvery().toSeconds()),
            since(state, Phase.THROTTLED, now),
            state.cutAt(),
            calmSince);
  }

  private static double raised(double level) {
    return level < 1 ? Math.min(1, 2 * level) : level + 1;
  }

  private static Instant since(ThrottleState state, Phase phase, Instant now) {
    return state.phase() == phase ? state.since() : now;
  }

  private static String texts(List<Reading> readings, Predicate<Reading> which) {
    return readings.stream().filter(which).map(Reading::text).collect(Collectors.joining("; "));
  }
}
