package io.hindcast.core.swap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A completed swap, as far as a later one wants to know.
 *
 * @param swapId the swap
 * @param backfillId whose result it published
 * @param undoes what it took back
 * @param kept what it left behind
 * @param replaced content of {@link KeptTables#replaced} by partition
 * @param published content of {@link KeptTables#published} by partition
 */
public record PastSwap(
    UUID swapId,
    UUID backfillId,
    List<UUID> undoes,
    KeptTables kept,
    Map<String, PartitionDigest> replaced,
    Map<String, PartitionDigest> published) {

  /** Copies the collections. */
  public PastSwap {
    undoes = List.copyOf(undoes);
    replaced = Map.copyOf(replaced);
    published = Map.copyOf(published);
  }

  /** What there is to say of a completed swap. */
  public static PastSwap of(SwapState.Completed completed) {
    SwapContext context = completed.context();
    Map<String, PartitionDigest> published = new HashMap<>();
    context.plan().pins().forEach(pin -> published.put(pin.partitionId(), pin.digest()));
    Map<String, PartitionDigest> replaced = new HashMap<>();
    completed.partitions().forEach(part -> replaced.put(part.partitionId(), part.before()));
    if (context.plan().intent().carries()) {
      replaced.putAll(context.base());
    }
    return new PastSwap(
        context.plan().swapId(),
        context.plan().provenance().backfillId(),
        context.plan().intent().undoes(),
        completed.kept(),
        replaced,
        published);
  }

  /** Partitions that got new content. */
  public Set<String> touched() {
    return published.keySet();
  }
}
