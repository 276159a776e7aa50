package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.Direction;
import io.hindcast.core.backfill.LiveSwaps;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.backfill.Review;
import io.hindcast.core.backfill.memory.Belongings.PinKey;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.pin.PartitionPin;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One backfill's verdicts and swaps. */
final class InMemoryResultTable implements ResultTable {
  static final Comparator<SwapLine> OLDEST_FIRST =
      Comparator.comparing(SwapLine::at).thenComparingInt(SwapLine::round);
  private static final String REFUSED = "REFUSED";
  private static final String ROLLED_BACK = "ROLLED_BACK";

  private final Belongings rows;

  InMemoryResultTable(Belongings rows) {
    this.rows = rows;
  }

  @Override
  public void savePins(int round, Collection<PartitionPin> pins) {
    pins.forEach(pin -> rows.pins.put(new PinKey(round, pin.partitionId()), pin));
  }

  @Override
  public List<PartitionPin> pins(int round) {
    return rows.pins.entries().stream()
        .filter(entry -> entry.getKey().round() == round)
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public void approve(Collection<Review.Approval> approvals) {
    approvals.forEach(approval -> rows.approvals.put(approval.partitionId(), approval));
  }

  @Override
  public List<Review.Approval> approvals() {
    return List.copyOf(rows.approvals.values());
  }

  @Override
  public void saveChecks(int pass, List<CheckLine> checks) {
    rows.checks.put(pass, List.copyOf(checks));
  }

  @Override
  public void saveSwap(SwapLine swap) {
    rows.swaps.add(swap.swapId(), swap);
  }

  @Override
  public Optional<Refusal> lastRefusal() {
    return rows.swaps.values().stream()
        .max(OLDEST_FIRST)
        .filter(swap -> swap.outcome().equals(REFUSED))
        .map(swap -> new Refusal(ErrorCode.valueOf(swap.code()), swap.message()));
  }

  @Override
  public List<LiveSwaps.Done> done() {
    return carriedOut(rows).stream()
        .sorted(Comparator.comparingInt(SwapLine::round))
        .map(this::done)
        .toList();
  }

  /** Swaps that were not refused. */
  static List<SwapLine> carriedOut(Belongings rows) {
    return rows.swaps.values().stream().filter(swap -> !swap.outcome().equals(REFUSED)).toList();
  }

  private LiveSwaps.Done done(SwapLine swap) {
    return new LiveSwaps.Done(
        swap.swapId(),
        swap.round(),
        swap.outcome().equals(ROLLED_BACK) ? Direction.BACK : Direction.FORWARD,
        undoes(swap.swapId()));
  }

  private List<UUID> undoes(UUID swapId) {
    return rows.reversals.values().stream()
        .filter(reversal -> swapId.equals(reversal.swapId()))
        .flatMap(reversal -> reversal.undoes().stream())
        .toList();
  }
}
