package io.hindcast.core.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.swap.Assembly.Layers;
import io.hindcast.core.table.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What has been swapped on a target, oldest first, and what follows for the next swap. */
final class History {
  private static final int SHOWN_MAX = 10;

  private final SwapPlan plan;
  private final List<PastSwap> swaps;

  History(SwapPlan plan, List<PastSwap> swaps) {
    this.plan = plan;
    this.swaps = List.copyOf(swaps);
  }

  /** Why the plan's swaps cannot be taken back; empty when they can. */
  Optional<SwapFailure> problem() {
    List<UUID> missing = new ArrayList<>(plan.intent().undoes());
    undone().forEach(swap -> missing.remove(swap.swapId()));
    if (!missing.isEmpty()) {
      return Optional.of(
          SwapFailure.of(
              ErrorCode.NOT_FOUND,
              "Swap %s of %s is not known as completed: it cannot be taken back"
                  .formatted(missing.getFirst(), plan.target())));
    }
    return later().stream().map(this::conflict).flatMap(Optional::stream).findFirst();
  }

  /** The swaps that are taken back, merged into one. */
  Assembly undoing() {
    Layers content = new Layers();
    Layers base = new Layers();
    SortedMap<String, PartitionDigest> expectedContent = new TreeMap<>();
    SortedMap<String, PartitionDigest> expectedBase = new TreeMap<>();
    List<PastSwap> undone = undone();
    for (String id : touched(undone)) {
      List<PastSwap> chain = undone.stream().filter(swap -> swap.touched().contains(id)).toList();
      PastSwap first = chain.getFirst();
      PastSwap last = chain.getLast();
      content.add(first.kept().replaced(), null, id);
      expectedContent.put(id, first.replaced().getOrDefault(id, PartitionDigest.ABSENT));
      for (int i = 1; i < chain.size(); i++) {
        content.add(chain.get(i).kept().replaced(), chain.get(i - 1).kept().published(), id);
      }
      base.add(last.kept().published(), null, id);
      expectedBase.put(id, digest(last, id));
    }
    return new Assembly(content.list(), base.list(), expectedContent, expectedBase);
  }

  /** What the backfill published last; where it has not published yet, the plan's own base. */
  Assembly carrying() {
    TableName first =
        Objects.requireNonNull(plan.intent().base(), "A plan that carries has a base");
    Layers base = new Layers();
    SortedMap<String, PartitionDigest> expected = new TreeMap<>();
    for (String id : plan.touchedInOrder()) {
      Optional<PastSwap> last =
          swaps.reversed().stream()
              .filter(swap -> swap.backfillId().equals(plan.provenance().backfillId()))
              .filter(swap -> swap.touched().contains(id))
              .findFirst();
      base.add(last.map(swap -> swap.kept().published()).orElse(first), null, id);
      last.ifPresent(swap -> expected.put(id, digest(swap, id)));
    }
    return new Assembly(List.of(), base.list(), new TreeMap<>(), expected);
  }

  /** The pins of assembled content. */
  static List<SwapPin> pins(Assembly assembly, SwapEvent.Assembled assembled) {
    return assembly.expectedContent().keySet().stream()
        .map(id -> SwapPin.of(id, assembled.content().getOrDefault(id, PartitionDigest.ABSENT)))
        .toList();
  }

  /** Partitions that are not what was recorded when they were kept. */
  static List<String> damaged(Assembly assembly, SwapEvent.Assembled assembled) {
    SortedSet<String> damaged = new TreeSet<>();
    assembly
        .expectedContent()
        .forEach((id, expected) -> {
          PartitionDigest found = assembled.keptContent().getOrDefault(id, PartitionDigest.ABSENT);
          boolean layered =
              assembly.content().stream()
                  .anyMatch(layer -> layer.beyond() != null && layer.partitions().contains(id));
          if (layered ? found.rows() < expected.rows() : !found.sameRows(expected)) {
            damaged.add(id);
          }
        });
    assembly
        .expectedBase()
        .forEach((id, expected) -> {
          if (!assembled.keptBase().getOrDefault(id, PartitionDigest.ABSENT).sameRows(expected)) {
            damaged.add(id);
          }
        });
    return List.copyOf(damaged);
  }

  private static PartitionDigest digest(PastSwap swap, String id) {
    return swap.published().getOrDefault(id, PartitionDigest.ABSENT);
  }

  private List<PastSwap> undone() {
    return swaps.stream().filter(swap -> plan.intent().undoes().contains(swap.swapId())).toList();
  }

  /** Swaps after the first that is taken back, without pairs of which one took the other back. */
  private List<PastSwap> later() {
    List<PastSwap> later = new ArrayList<>();
    Set<UUID> ids = new HashSet<>();
    boolean begun = false;
    for (PastSwap swap : swaps) {
      if (plan.intent().undoes().contains(swap.swapId())) {
        begun = true;
      } else if (begun && !swap.undoes().isEmpty() && ids.containsAll(swap.undoes())) {
        later.removeIf(before -> swap.undoes().contains(before.swapId()));
        ids.removeAll(swap.undoes());
      } else if (begun) {
        later.add(swap);
        ids.add(swap.swapId());
      }
    }
    return later;
  }

  private Optional<SwapFailure> conflict(PastSwap later) {
    SortedSet<String> common = touched(undone());
    common.retainAll(later.touched());
    if (common.isEmpty()) {
      return Optional.empty();
    }
    String named = common.stream().limit(SHOWN_MAX).collect(Collectors.joining(", "));
    return Optional.of(
        new SwapFailure(
            ErrorCode.SWAP_CONFLICT,
            ("Swap %s of backfill %s has given %s new content since, in %d of the partitions: %s."
                    + " Roll that backfill back first")
                .formatted(later.swapId(), later.backfillId(), plan.target(), common.size(), named),
            List.copyOf(common)));
  }

  private static SortedSet<String> touched(List<PastSwap> swaps) {
    SortedSet<String> touched = new TreeSet<>();
    swaps.forEach(swap -> touched.addAll(swap.touched()));
    return touched;
  }
}
