package io.hindcast.planner.deadletter;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.deadletter.DeadLetterTable.Count;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether messages were put aside of late. */
public final class DeadLetterCheck {
  private static final Duration LATELY = Duration.ofDays(1);
  private static final int KINDS_MAX = 5;

  private final BackfillStore store;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public DeadLetterCheck(BackfillStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** How many of which kind in the last day, the most first; empty when there are none. */
  public Optional<String> found() {
    Instant since = clock.instant().minus(LATELY);
    List<Count> counts = store.inTransaction(tx -> tx.deadLetters().counts(since, KINDS_MAX + 1));
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    String kinds =
        counts.stream()
            .limit(KINDS_MAX)
            .map(count -> "%,d %s on %s".formatted(count.letters(), count.code(), count.topic()))
            .collect(Collectors.joining(", "));
    String more = counts.size() > KINDS_MAX ? " and others" : "";
    return Optional.of("since yesterday %s%s: see 'hindcast dead-letters'".formatted(kinds, more));
  }
}
