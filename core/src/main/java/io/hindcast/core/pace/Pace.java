package io.hindcast.core.pace;

import io.hindcast.core.spec.Pacing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How fast a backfill may go, as it is stored.
 *
 * @param pool whose slots it takes
 * @param weight its priority
 * @param parallelism most tasks at a time that its spec wants
 * @param ceiling most tasks at a time that window, throttle and budget permit now
 * @param hold why nothing may start; empty while something may
 * @param window the share that counts, for people
 * @param throttle of its own limits
 * @param spending what it has used up
 */
public record Pace(
    UUID backfillId,
    String pool,
    int weight,
    int parallelism,
    int ceiling,
    String hold,
    String window,
    ThrottleState throttle,
    Spending spending) {

  /**
   * What a backfill has used up, and what it may.
   *
   * @param grants how often the limits of its whole life were granted
   * @param standing how the worst limit stands
   * @param total used over the whole life
   * @param money what that costs
   * @param text the worst limits, for people; empty below 80 %
   * @param lines what was used of each limit, for people
   */
  public record Spending(
      int grants,
      Budget.Standing standing,
      Usage total,
      BigDecimal money,
      String text,
      List<String> lines) {
    /** Nothing yet. */
    public static final Spending NONE =
        new Spending(1, Budget.Standing.WITHIN, Usage.NONE, BigDecimal.ZERO, "", List.of());

    /** Copies the lines. */
    public Spending {
      lines = List.copyOf(lines);
    }
  }

  /** Of a backfill that begins: held back by its window and by a throttle that starts low. */
  public static Pace begin(
      UUID backfillId, Pacing pacing, int parallelism, PoolRules pool, Instant now) {
    ThrottleRules rules = pool.rules(pacing);
    Pace first =
        new Pace(
            backfillId,
            pacing.pool(),
            pacing.priority(),
            parallelism,
            0,
            "",
            "",
            ThrottleState.initial(rules, now),
            Spending.NONE);
    return Pacer.begin(first, pacing, pool, now);
  }

  Pace with(int newCeiling, String newHold, String newWindow) {
    return new Pace(
        backfillId, pool, weight, parallelism, newCeiling, newHold, newWindow, throttle, spending);
  }

  Pace with(ThrottleState next) {
    return new Pace(backfillId, pool, weight, parallelism, ceiling, hold, window, next, spending);
  }

  Pace with(Spending next) {
    return new Pace(backfillId, pool, weight, parallelism, ceiling, hold, window, throttle, next);
  }
}
