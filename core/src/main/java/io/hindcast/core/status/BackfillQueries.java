package io.hindcast.core.status;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads backfills for people; each call sees one consistent state. */
public interface BackfillQueries {

  /** Newest first. */
  List<BackfillSummary> list(Filter filter);

  /** Everything about one backfill but its single tasks. */
  Optional<BackfillStatus> status(UUID id);

  /** Tasks in execution order, after a task id. */
  List<TaskView> tasks(UUID id, @Nullable String state, @Nullable String after, int limit);

  /** The history, oldest first. */
  List<BackfillStatus.HistoryEntry> history(UUID id, int limit);

  /** What its swap repeats, and why, since the state is as it is; empty when it repeats nothing. */
  Optional<String> repeats(UUID id);

  /**
   * Which backfills.
   *
   * @param state only these, null for all
   * @param name only these, null for all
   * @param before only those submitted before this one, null for all
   * @param limit most of them
   */
  record Filter(@Nullable String state, @Nullable String name, @Nullable UUID before, int limit) {}
}
