package io.hindcast.core.swap;

import io.hindcast.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sealed content against the pins.
 *
 * @param differing partitions with other content, or that nobody pinned
 * @param undecided partitions with as many rows in other parts: their checksums decide
 */
record PinCheck(List<String> differing, List<String> undecided) {

  /** By metadata. A partition that nobody pinned differs too. */
  static PinCheck byParts(List<SwapPin> pins, Map<String, PartitionDigest> found) {
    Set<String> differing = new TreeSet<>(found.keySet());
    List<String> undecided = new ArrayList<>();
    for (SwapPin pin : pins) {
      PartitionDigest digest = found.getOrDefault(pin.partitionId(), PartitionDigest.ABSENT);
      if (digest.rows() == pin.rows()) {
        differing.remove(pin.partitionId());
        if (!pin.empty() && !digest.partsHash().equals(pin.partsHash())) {
          undecided.add(pin.partitionId());
        }
      } else {
        differing.add(pin.partitionId());
      }
    }
    return new PinCheck(List.copyOf(differing), undecided);
  }

  static PinCheck byRows(List<SwapPin> pins, Map<String, PartitionDigest> found) {
    List<String> differing =
        pins.stream()
            .filter(pin -> !matches(pin, found.get(pin.partitionId())))
            .map(SwapPin::partitionId)
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

  private static boolean matches(
      SwapPin pin, @org.jspecify.annotations.Nullable PartitionDigest digest) {
    return digest != null
        && digest.rows() == pin.rows()
        && digest.checksum().equals(pin.checksum());
  }
}
