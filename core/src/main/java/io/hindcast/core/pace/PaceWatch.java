package io.hindcast.core.pace;

import io.hindcast.core.spec.Pacing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When everything that paces were kept by was last looked at. After a while without a look nobody
 * knows what production feels, so that whoever promised to mind it starts nothing.
 *
 * @param lookedAt the end of the last complete look
 * @param patience how old it may be
 */
public record PaceWatch(Instant lookedAt, Duration patience) {

  /** The same, if somebody else has looked later; a time that is still to come is not believed. */
  public PaceWatch also(Instant other, Instant now) {
    return other.isAfter(lookedAt) && !other.isAfter(now) ? new PaceWatch(other, patience) : this;
  }

  /**
   * Whether the last look is too old; after a clock was set back nobody can tell, which is alike.
   */
  public boolean blind(Instant now) {
    return age(now).abs().compareTo(patience) > 0;
  }

  /** Whether the backfill may start nothing until somebody has looked. */
  public boolean holds(Pacing pacing, PoolRules pool, Instant now) {
    return blind(now) && needsLooks(pacing, pool);
  }

  /** Whether anything that changes with the time or the load limits the backfill. */
  public static boolean needsLooks(Pacing pacing, PoolRules pool) {
    return !pacing.throttle().none()
        || !pacing.budget().none()
        || !pacing.windows().isEmpty()
        || !pool.limits().none();
  }

  /** What is wrong, in one line; empty while the last look is fresh. */
  public Optional<String> problem(Instant now) {
    return blind(now)
        ? Optional.of(
            ("%s, expected within %d s: nothing with a throttle, a budget or a window starts. Look at"
                    + " the planner's log")
                .formatted(sentence(now), patience.toSeconds()))
        : Optional.empty();
  }

  /** When that was, for people. */
  public String sentence(Instant now) {
    return "looked %d s ago".formatted(age(now).toSeconds());
  }

  private Duration age(Instant now) {
    return Duration.between(lookedAt, now);
  }
}
