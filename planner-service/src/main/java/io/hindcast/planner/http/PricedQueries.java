package io.hindcast.planner.http;

import io.hindcast.core.calibration.Prices;
import io.hindcast.core.status.BackfillQueries;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.core.status.BackfillSummary;
import io.hindcast.core.status.TaskView;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what backfills cost, too. */
public final class PricedQueries implements BackfillQueries {
  private final BackfillQueries queries;
  private final Prices prices;

  /** With the planner's prices. */
  public PricedQueries(BackfillQueries queries, Prices prices) {
    this.queries = queries;
    this.prices = prices;
  }

  @Override
  public List<BackfillSummary> list(Filter filter) {
    return queries.list(filter);
  }

  @Override
  public Optional<BackfillStatus> status(UUID id) {
    return queries.status(id).map(status -> status.priced(prices));
  }

  @Override
  public List<TaskView> tasks(UUID id, @Nullable String state, @Nullable String after, int limit) {
    return queries.tasks(id, state, after, limit);
  }

  @Override
  public List<BackfillStatus.HistoryEntry> history(UUID id, int limit) {
    return queries.history(id, limit);
  }

  @Override
  public Optional<String> repeats(UUID id) {
    return queries.repeats(id);
  }
}
