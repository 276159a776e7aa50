package io.hindcast.core.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages that were put aside, within a transaction. */
public interface DeadLetterTable {

  /** Keeps it, unless it is known; forgets the oldest where there are more than these. */
  void save(PutAside letter, Instant seenAt, int keptMax);

  /** Newest first. Payloads are left out. */
  List<PutAside.Kept> list(Filter filter);

  /** With its payload. */
  Optional<PutAside.Kept> find(long number);

  /** Notes that it was delivered again. */
  void replayed(long number, Instant at);

  /** How many came since, by topic and code, the most first; at most this many lines. */
  List<Count> counts(Instant since, int limit);

  /** Forgets those that were seen before. */
  void forgetBefore(Instant instant);

  /**
   * Which ones.
   *
   * @param topic null for all
   * @param code null for all
   * @param before only those with smaller numbers; null for the newest
   */
  record Filter(@Nullable String topic, @Nullable String code, @Nullable Long before, int limit) {}

  /** Some of a kind. */
  record Count(String topic, String code, long letters) {}
}
