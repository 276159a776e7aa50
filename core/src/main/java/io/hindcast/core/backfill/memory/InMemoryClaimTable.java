package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.ClaimTable;
import io.hindcast.core.backfill.Overlap;
import io.hindcast.core.backfill.memory.Tables.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Claims on one target. */
final class InMemoryClaimTable implements ClaimTable {
  private final Tables tables;
  private final String target;

  InMemoryClaimTable(Tables tables, String target) {
    this.tables = tables;
    this.target = target;
  }

  /** Transactions run one after another, so nobody else can hold it. */
  @Override
  public void lock() {}

  @Override
  public List<Overlap> atWork(UUID backfillId, Collection<String> partitions) {
    List<Overlap> overlaps = new ArrayList<>();
    for (Backfill other : tables.backfills.values()) {
      if (hasPlan(other)) {
        open(other, backfillId, partitions).ifPresent(overlaps::add);
      }
    }
    return overlaps;
  }

  @Override
  public List<Overlap> before(UUID backfillId, Collection<String> partitions) {
    List<Overlap> overlaps = new ArrayList<>();
    boolean earlier = tables.backfills.has(backfillId);
    for (Backfill other : tables.backfills.values()) {
      earlier &= !other.id().equals(backfillId);
      if (hasPlan(other) || earlier) {
        open(other, backfillId, partitions).ifPresent(overlaps::add);
      }
    }
    return overlaps;
  }

  @Override
  public List<Overlap> swappedSince(UUID backfillId, Collection<String> partitions) {
    return tables.started.find(backfillId).stream()
        .flatMap(since ->
            tables.backfills.values().stream()
                .filter(other -> hasSwappedSince(other, since))
                .flatMap(other -> overlap(other, backfillId, partitions).stream()))
        .toList();
  }

  private boolean hasSwappedSince(Backfill other, Instant since) {
    return InMemoryResultTable.carriedOut(tables.of(other.id())).stream()
        .anyMatch(swap -> !swap.at().isBefore(since));
  }

  private Optional<Overlap> open(Backfill other, UUID asking, Collection<String> partitions) {
    return other.state().terminal() ? Optional.empty() : overlap(other, asking, partitions);
  }

  private static boolean hasPlan(Backfill other) {
    return !(other.state() instanceof BackfillState.Planning)
        && !(other.state() instanceof BackfillState.Queued);
  }

  private Optional<Overlap> overlap(Backfill other, UUID asking, Collection<String> partitions) {
    if (other.id().equals(asking)) {
      return Optional.empty();
    }
    List<String> common =
        tables.claims.find(other.id()).filter(claim -> claim.target().equals(target)).stream()
            .flatMap(claim -> claim.partitions().stream())
            .filter(partitions::contains)
            .distinct()
            .sorted()
            .toList();
    return common.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Overlap(
                other.id(),
                other.request().name(),
                other.state().label(),
                common.subList(0, Math.min(Overlap.NAMED_MAX, common.size())),
                common.size()));
  }

  @Override
  public void claim(UUID backfillId, Collection<String> partitions) {
    tables.claims.put(backfillId, new Claim(backfillId, target, List.copyOf(partitions)));
  }

  @Override
  public List<String> claimed(UUID backfillId) {
    return tables.claims.find(backfillId).map(Claim::partitions).orElse(List.of());
  }
}
