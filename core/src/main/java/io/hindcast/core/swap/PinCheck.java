package io.hindcast.core.swap;

import io.hindcast.core.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sealed content against the pins.
 *
 * @param differing partitions with other content, or that nobody pinned
 * @param undecided partitions in other parts: what can be seen in them decides
 */
record PinCheck(List<String> differing, List<String> undecided) {

  /**
   * By metadata: equal parts have equal content. Their rows say nothing of it, since those that a
   * deletion hides count too.
   */
  static PinCheck byParts(List<SwapPin> pins, Map<String, PartitionDigest> found) {
    Set<String> undecided = new TreeSet<>(found.keySet());
    for (SwapPin pin : pins) {
      PartitionDigest digest = found.getOrDefault(pin.partitionId(), PartitionDigest.ABSENT);
      boolean same = !digest.partsHash().isEmpty() && digest.partsHash().equals(pin.partsHash());
      if (same || (pin.empty() && !found.containsKey(pin.partitionId()))) {
        undecided.remove(pin.partitionId());
      } else {
        undecided.add(pin.partitionId());
      }
    }
    return new PinCheck(List.of(), List.copyOf(undecided));
  }

  /** By what can be seen. A partition that nobody pinned must show nothing. */
  static PinCheck byRows(
      List<SwapPin> pins, List<String> partitions, Map<String, PartitionDigest> found) {
    Map<String, PartitionDigest> pinned =
        pins.stream().collect(Collectors.toMap(SwapPin::partitionId, SwapPin::digest));
    List<String> differing =
        partitions.stream()
            .filter(id ->
                !found
                    .getOrDefault(id, PartitionDigest.ABSENT)
                    .sameRows(pinned.getOrDefault(id, PartitionDigest.ABSENT)))
            .toList();
    return new PinCheck(differing, List.of());
  }

  SwapFailure failure(SwapPlan plan) {
    return new SwapFailure(
        ErrorCode.CONTENT_CHANGED,
        "The content of %s changed after it was validated, in %s. It has to be validated again"
            .formatted(plan.shadow(), named()),
        differing);
  }

  private String named() {
    int shown = 10;
    String names = differing.stream().limit(shown).collect(Collectors.joining(", "));
    return differing.size() > shown
        ? names + " and %d more".formatted(differing.size() - shown)
        : names;
  }
}
