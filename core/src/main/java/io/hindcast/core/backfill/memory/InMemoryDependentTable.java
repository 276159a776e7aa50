package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.DependentTable;
import io.hindcast.core.backfill.ResultTable.SwapLine;
import io.hindcast.core.backfill.memory.Belongings.RebuildKey;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is beside one backfill's target. */
final class InMemoryDependentTable implements DependentTable {
  private final Belongings rows;

  InMemoryDependentTable(Belongings rows) {
    this.rows = rows;
  }

  @Override
  public void insert(List<View> views, List<Fed> fed) {
    views.forEach(view -> rows.views.put(rows.views.size(), withoutStatement(view)));
    fed.forEach(table -> rows.fed.put(rows.fed.size(), table));
  }

  private static View withoutStatement(View view) {
    return new View(view.name(), view.kind(), view.firesOn(), view.into(), "", view.definition());
  }

  @Override
  public List<View> views() {
    return List.copyOf(rows.views.values());
  }

  @Override
  public List<Published> unchecked() {
    return InMemoryResultTable.carriedOut(rows).stream()
        .filter(swap -> !rows.viewChecks.has(swap.swapId()))
        .sorted(InMemoryResultTable.OLDEST_FIRST)
        .map(InMemoryDependentTable::published)
        .toList();
  }

  @Override
  public void saveChecks(UUID swapId, Instant at, List<ViewCheck> checks) {
    rows.viewChecks.add(swapId, List.copyOf(checks));
  }

  @Override
  public Optional<Published> newest() {
    return InMemoryResultTable.carriedOut(rows).stream()
        .max(InMemoryResultTable.OLDEST_FIRST)
        .map(InMemoryDependentTable::published);
  }

  private static Published published(SwapLine swap) {
    return new Published(swap.swapId(), swap.at());
  }

  @Override
  public List<Fed> awaiting(UUID swapId) {
    return rows.fed.values().stream()
        .filter(fed -> fed.specYaml() != null)
        .filter(fed -> !rows.rebuilds.has(new RebuildKey(fed.table(), swapId)))
        .toList();
  }

  @Override
  public void saveRebuild(Rebuild rebuild) {
    rows.rebuilds.add(new RebuildKey(rebuild.table(), rebuild.swapId()), rebuild.childId());
  }
}
