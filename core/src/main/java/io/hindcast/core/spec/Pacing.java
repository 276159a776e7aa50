package io.hindcast.core.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How gently the backfill works beside others: which pool its tasks take their slots from, how it
 * stands there, and what makes it slow down, wait or stop.
 *
 * @param pool whose slots its tasks take; the operator names pools
 * @param priority its weight in the pool: with twice the weight it gets twice the slots, from 1 to
 *     100
 * @param share of the pool's slots that it may use outside all windows
 * @param windows times with shares of their own; the first one that covers an instant counts
 */
public record Pacing(
    String pool,
    int priority,
    Percentage share,
    List<PaceWindow> windows,
    ThrottleLimits throttle,
    BudgetLimits budget,
    QueryLimits query) {

  // Before DEFAULT, which is validated with it.
  private static final Pattern POOL = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /** The pool of a spec that names none. */
  public static final String POOL_DEFAULT = "default";

  /** Bounds and default of {@code priority}. */
  public static final Bounds PRIORITY = new Bounds(1, 100, 30);

  /** How many windows a spec may have. */
  public static final int WINDOWS_MAX = 50;

  /** The pacing of a spec that says nothing of it. */
  public static final Pacing DEFAULT =
      new Pacing(
          POOL_DEFAULT,
          (int) PRIORITY.fallback(),
          Percentage.HUNDRED,
          List.of(),
          ThrottleLimits.NONE,
          BudgetLimits.NONE,
          QueryLimits.NONE);

  /** Validates every part and copies the windows. */
  public Pacing {
    Rules.require(isPoolName(pool), "Expected %s, found '%s'".formatted(poolNameRule(), pool));
    PRIORITY.require(priority, "priority");
    windows = List.copyOf(windows);
    Rules.require(
        windows.size() <= WINDOWS_MAX, "Expected at most %d windows".formatted(WINDOWS_MAX));
  }

  /** A priority by name; each is three times the one before. */
  public enum Priority {
    LOW(10),
    NORMAL(30),
    HIGH(90);

    private final int weight;

    Priority(int weight) {
      this.weight = weight;
    }

    /** The weight that the name stands for. */
    public int weight() {
      return weight;
    }

    /** The name that stands for a weight, if there is one. */
    public static Optional<Priority> of(int weight) {
      return List.of(values()).stream().filter(each -> each.weight == weight).findFirst();
    }
  }

  /** Whether the text can be the name of a pool. */
  public static boolean isPoolName(String text) {
    return POOL.matcher(text).matches();
  }

  /** What a legal name of a pool looks like, for messages. */
  public static String poolNameRule() {
    return "the name of a pool: at most 63 lower-case letters, digits and '-'";
  }
}
