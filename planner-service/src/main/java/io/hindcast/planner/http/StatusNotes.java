package io.hindcast.planner.http;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.status.BackfillQueries;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.planner.worker.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What about a backfill follows from the moment, and is in no table. */
public final class StatusNotes {
  private static final String AT_WORK = "RUNNING";

  private final BackfillStore store;
  private final BackfillQueries queries;
  private final Function<UUID, Optional<String>> problems;
  private final Workers workers;

  /**
   * @param problems what keeps a backfill from going on right now
   */
  public StatusNotes(
      BackfillStore store,
      BackfillQueries queries,
      Function<UUID, Optional<String>> problems,
      Workers workers) {
    this.store = store;
    this.queries = queries;
    this.problems = problems;
    this.workers = workers;
  }

  /** How fast it may go; empty before it first wanted to. */
  Optional<PaceView> pace(UUID id) {
    return store.inTransaction(tx -> PaceView.of(tx, id));
  }

  /** Sentences, of which there are mostly none. */
  List<String> of(BackfillStatus status) {
    List<String> notes = new ArrayList<>();
    problems
        .apply(status.backfillId())
        .ifPresent(problem -> notes.add("Waiting, will be tried again: " + problem));
    queries
        .repeats(status.backfillId())
        .ifPresent(repeats -> notes.add("Waiting, is being tried again: " + repeats));
    if (status.state().equals(AT_WORK)) {
      notes.addAll(workers.problems());
    }
    return notes;
  }
}
