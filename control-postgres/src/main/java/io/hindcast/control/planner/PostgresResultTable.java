package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.backfill.Direction;
import io.hindcast.core.backfill.LiveSwaps;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.backfill.Review;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.pin.PartitionPin;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** One backfill's rows of the tables pin, check_result and swap_result. */
final class PostgresResultTable implements ResultTable {
  private static final String SAVE_PIN =
      """
      INSERT INTO pin (backfill_id, round, partition_id, rows, checksum, parts_hash, live_rows,
                       live_checksum)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (backfill_id, round, partition_id) DO UPDATE SET
        rows = excluded.rows, checksum = excluded.checksum, parts_hash = excluded.parts_hash,
        live_rows = excluded.live_rows, live_checksum = excluded.live_checksum
      """;
  private static final String PINS =
      "SELECT * FROM pin WHERE backfill_id = ? AND round = ? ORDER BY partition_id";
  private static final String APPROVE =
      """
      INSERT INTO approval (backfill_id, partition_id, rows, checksum) VALUES (?, ?, ?, ?)
      ON CONFLICT (backfill_id, partition_id) DO UPDATE SET
        rows = excluded.rows, checksum = excluded.checksum
      """;
  private static final String APPROVALS =
      "SELECT * FROM approval WHERE backfill_id = ? ORDER BY partition_id";
  private static final String DROP_CHECKS =
      "DELETE FROM check_result WHERE backfill_id = ? AND pass = ?";
  private static final String SAVE_CHECK =
      """
      INSERT INTO check_result (backfill_id, pass, seq, name, outcome, expected, actual, message,
                                partitions)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String SAVE_SWAP =
      """
      INSERT INTO swap_result (backfill_id, swap_id, round, outcome, at, previous_table, partitions,
                               rows_before, rows_after, carried_rows, merges_stopped_ms,
                               exchange_micros, code, message, group_id, group_gap_micros)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (backfill_id, swap_id) DO NOTHING
      """;

  private static final String LAST_REFUSAL =
      """
      SELECT code, message FROM (
        SELECT * FROM swap_result WHERE backfill_id = ? ORDER BY at DESC, round DESC LIMIT 1) AS last
      WHERE outcome = 'REFUSED'
      """;
  private static final String DONE =
      """
      SELECT s.swap_id, s.round, s.outcome, coalesce(r.undoes, '{}') AS undoes
      FROM swap_result s
      LEFT JOIN reversal r ON r.backfill_id = s.backfill_id AND r.swap_id = s.swap_id
      WHERE s.backfill_id = ? AND s.outcome <> 'REFUSED' ORDER BY s.round
      """;

  private final Transaction tx;
  private final UUID id;

  PostgresResultTable(Transaction tx, UUID id) {
    this.tx = tx;
    this.id = id;
  }

  @Override
  public void savePins(int round, Collection<PartitionPin> pins) {
    tx.batch(SAVE_PIN, pins.stream().map(pin -> pinValues(round, pin)).toList());
  }

  private List<Object> pinValues(int round, PartitionPin pin) {
    return List.of(
        id,
        round,
        pin.partitionId(),
        pin.rows(),
        pin.checksum(),
        pin.partsHash(),
        pin.liveRows(),
        pin.liveChecksum());
  }

  @Override
  public List<PartitionPin> pins(int round) {
    return tx.query(PINS, PostgresResultTable::pin, id, round);
  }

  private static PartitionPin pin(Row row) {
    return new PartitionPin(
        row.string("partition_id"),
        row.number("rows"),
        row.string("checksum"),
        row.string("parts_hash"),
        row.number("live_rows"),
        row.string("live_checksum"));
  }

  @Override
  public void approve(Collection<Review.Approval> approvals) {
    tx.batch(
        APPROVE,
        approvals.stream()
            .map(it -> List.<Object>of(id, it.partitionId(), it.rows(), it.checksum()))
            .toList());
  }

  @Override
  public List<Review.Approval> approvals() {
    return tx.query(
        APPROVALS,
        row ->
            new Review.Approval(
                row.string("partition_id"), row.number("rows"), row.string("checksum")),
        id);
  }

  @Override
  public void saveChecks(int pass, List<CheckLine> checks) {
    tx.update(DROP_CHECKS, id, pass);
    tx.batch(
        SAVE_CHECK,
        IntStream.range(0, checks.size())
            .mapToObj(i -> checkValues(pass, i, checks.get(i)))
            .toList());
  }

  private List<Object> checkValues(int pass, int seq, CheckLine check) {
    return List.of(
        id,
        pass,
        seq,
        check.name(),
        check.outcome(),
        check.expected(),
        check.actual(),
        check.message(),
        check.partitions());
  }

  @Override
  public Optional<Refusal> lastRefusal() {
    return tx.first(
        LAST_REFUSAL,
        row -> new Refusal(row.choice("code", ErrorCode.class), row.string("message")),
        id);
  }

  @Override
  public List<LiveSwaps.Done> done() {
    return tx.query(DONE, PostgresResultTable::done, id);
  }

  private static LiveSwaps.Done done(Row row) {
    return new LiveSwaps.Done(
        row.uuid("swap_id"),
        row.integer("round"),
        row.string("outcome").equals("ROLLED_BACK") ? Direction.BACK : Direction.FORWARD,
        row.strings("undoes").stream().map(UUID::fromString).toList());
  }

  @Override
  public void saveSwap(SwapLine swap) {
    tx.update(
        SAVE_SWAP,
        id,
        swap.swapId(),
        swap.round(),
        swap.outcome(),
        swap.at(),
        swap.previousTable(),
        swap.partitions(),
        swap.rowsBefore(),
        swap.rowsAfter(),
        swap.carriedRows(),
        swap.mergesStoppedMs(),
        swap.exchangeMicros(),
        swap.code(),
        swap.message(),
        swap.groupId(),
        swap.groupGapMicros());
  }
}
