package io.hindcast.control.planner;

import io.hindcast.control.database.Transaction;
import io.hindcast.core.backfill.Direction;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.ReversalTable;
import java.util.List;
import java.util.UUID;

/** One backfill's rows of the table reversal. */
final class PostgresReversalTable implements ReversalTable {
  private static final String ASKED = "SELECT count(*) AS n FROM reversal WHERE backfill_id = ?";
  private static final String INSERT =
      """
      INSERT INTO reversal (backfill_id, number, swap_id, direction, undoes, requested_by,
                            requested_at, outcome, code, message)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String CLOSE =
      """
      UPDATE reversal SET outcome = ?, code = ?, message = ?
      WHERE backfill_id = ? AND swap_id = ? AND outcome IS NULL
      """;

  private final Transaction tx;
  private final UUID id;

  PostgresReversalTable(Transaction tx, UUID id) {
    this.tx = tx;
    this.id = id;
  }

  @Override
  public int asked() {
    return tx.first(ASKED, row -> Math.toIntExact(row.number("n")), id).orElse(0);
  }

  @Override
  public void requested(int number, UUID swapId, Direction direction, List<UUID> undoes, Ask ask) {
    List<String> texts = undoes.stream().map(UUID::toString).toList();
    tx.update(INSERT, id, number, swapId, direction, texts, ask.by(), ask.at(), null, "", "");
  }

  @Override
  public void refused(int number, Direction direction, Refusal refusal, Ask ask) {
    tx.update(
        INSERT,
        id,
        number,
        null,
        direction,
        List.of(),
        ask.by(),
        ask.at(),
        "REFUSED",
        refusal.code(),
        refusal.message());
  }

  @Override
  public void completed(UUID swapId) {
    tx.update(CLOSE, "COMPLETED", "", "", id, swapId);
  }

  @Override
  public void refused(UUID swapId, Refusal refusal) {
    tx.update(CLOSE, "REFUSED", refusal.code(), refusal.message(), id, swapId);
  }
}
