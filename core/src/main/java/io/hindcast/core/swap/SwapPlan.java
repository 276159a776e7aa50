package io.hindcast.core.swap;

import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.table.TableName;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What to publish and where.
 *
 * @param swapId identifies the swap; the same id twice swaps once
 * @param target the live table
 * @param shadow the table with the recomputed partitions
 * @param strategy atomic for the table, or partition by partition
 * @param pins the content to publish, one for each touched partition; empty as long as the content
 *     of a swap that takes others back has not been made
 * @param provenance where it comes from
 * @param intent what it is for
 */
public record SwapPlan(
    UUID swapId,
    TableName target,
    TableName shadow,
    Strategy strategy,
    List<SwapPin> pins,
    Provenance provenance,
    SwapIntent intent) {

  /** Sorts the pins by partition; rejects none, and two for one partition. */
  public SwapPlan {
    pins = pins.stream().sorted(Comparator.comparing(SwapPin::partitionId)).toList();
    if (pins.isEmpty() && !intent.undoing()) {
      throw new IllegalArgumentException("Swap %s pins no partition".formatted(swapId));
    }
    long distinct = pins.stream().map(SwapPin::partitionId).distinct().count();
    if (distinct != pins.size()) {
      throw new IllegalArgumentException("Swap %s pins a partition twice".formatted(swapId));
    }
  }

  /** To publish a shadow whose source decides. */
  public SwapPlan(
      UUID swapId,
      TableName target,
      TableName shadow,
      Strategy strategy,
      List<SwapPin> pins,
      Provenance provenance) {
    this(swapId, target, shadow, strategy, pins, provenance, SwapIntent.PUBLISH);
  }

  SwapPlan pinned(List<SwapPin> found) {
    return new SwapPlan(swapId, target, shadow, strategy, found, provenance, intent);
  }

  /** Ids of the partitions that get new content. All others are untouched: they are carried. */
  public Set<String> touched() {
    return pins.stream().map(SwapPin::partitionId).collect(Collectors.toUnmodifiableSet());
  }

  /** The same in order. */
  public List<String> touchedInOrder() {
    return pins.stream().map(SwapPin::partitionId).toList();
  }
}
