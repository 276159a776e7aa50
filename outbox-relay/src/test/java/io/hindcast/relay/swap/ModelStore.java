package io.hindcast.relay.swap;

import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.JournalEntry;
import io.hindcast.core.swap.LeaseLostException;
import io.hindcast.core.swap.SwapContext;
import io.hindcast.core.swap.SwapLease;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.swap.SwapStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A store of swaps of one target, whose transactions can be followed or preceded by a crash. */
final class ModelStore implements SwapStore {
  final List<OutboxMessage> outbox = new ArrayList<>();
  final List<JournalEntry> journal = new ArrayList<>();
  final List<Long> epochs = new ArrayList<>();
  private final Map<UUID, SwapState> swaps = new LinkedHashMap<>();
  private final Runnable mayCrash;
  private long epoch;

  ModelStore(Runnable mayCrash) {
    this.mayCrash = mayCrash;
  }

  @Override
  public boolean add(SwapPlan plan) {
    return swaps.putIfAbsent(plan.swapId(), new SwapState.Requested(SwapContext.of(plan))) == null;
  }

  @Override
  public Optional<ClaimedSwap> claim(String holder, Duration validFor) {
    Optional<SwapState> open =
        swaps.values().stream().filter(state -> !state.terminal()).findFirst();
    return open.map(state -> {
      epoch++;
      SwapPlan plan = state.context().plan();
      return new ClaimedSwap(new SwapLease(plan.target(), plan.swapId(), epoch, holder), state);
    });
  }

  @Override
  public void save(
      SwapLease lease,
      SwapState next,
      List<JournalEntry> entries,
      Collection<OutboxMessage> messages) {
    mayCrash.run();
    if (lease.epoch() != epoch) {
      throw new LeaseLostException(lease);
    }
    swaps.put(lease.swapId(), next);
    journal.addAll(entries);
    epochs.add(epoch);
    outbox.addAll(messages);
    mayCrash.run();
  }

  @Override
  public boolean renew(SwapLease lease, Duration validFor) {
    return lease.epoch() == epoch;
  }

  @Override
  public void release(SwapLease lease) {}

  @Override
  public List<SwapState.Completed> history(SwapPlan plan) {
    mayCrash.run();
    return completed();
  }

  List<SwapState.Completed> completed() {
    return swaps.values().stream()
        .filter(SwapState.Completed.class::isInstance)
        .map(SwapState.Completed.class::cast)
        .toList();
  }

  @Override
  public Optional<SwapState> find(UUID swapId) {
    return Optional.ofNullable(swaps.get(swapId));
  }

  @Override
  public List<JournalEntry> journal(UUID swapId) {
    return journal;
  }

  @Override
  public int open() {
    return (int) swaps.values().stream().filter(state -> !state.terminal()).count();
  }
}
