package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.Direction;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.ReversalTable;
import io.hindcast.core.backfill.memory.Belongings.ReversalRow;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One backfill's rollbacks, by number. */
final class InMemoryReversalTable implements ReversalTable {
  private final Rows<Integer, ReversalRow> rows;

  InMemoryReversalTable(Belongings belongings) {
    this.rows = belongings.reversals;
  }

  @Override
  public int asked() {
    return rows.size();
  }

  @Override
  public void requested(int number, UUID swapId, Direction direction, List<UUID> undoes, Ask ask) {
    rows.put(number, new ReversalRow(swapId, direction, List.copyOf(undoes), null));
  }

  @Override
  public void refused(int number, Direction direction, Refusal refusal, Ask ask) {
    rows.put(number, new ReversalRow(null, direction, List.of(), "REFUSED"));
  }

  @Override
  public void completed(UUID swapId) {
    close(swapId, "COMPLETED");
  }

  @Override
  public void refused(UUID swapId, Refusal refusal) {
    close(swapId, "REFUSED");
  }

  private void close(UUID swapId, String outcome) {
    List<Map.Entry<Integer, ReversalRow>> open =
        rows.entries().stream()
            .filter(entry -> swapId.equals(entry.getValue().swapId()))
            .filter(entry -> entry.getValue().outcome() == null)
            .<Map.Entry<Integer, ReversalRow>>map(Map.Entry::copyOf)
            .toList();
    open.forEach(entry -> rows.put(entry.getKey(), entry.getValue().closed(outcome)));
  }
}
