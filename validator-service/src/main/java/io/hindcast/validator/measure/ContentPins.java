package io.hindcast.validator.measure;

import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.warehouse.ContentProbe;
import io.hindcast.warehouse.PartitionContent;
import java.util.List;
import java.util.Map;

/** Pins the content of a wave's partitions, and tells whether it is still the same. */
public final class ContentPins {
  private static final String NO_PARTS = "";
  private static final String CHECKSUM_OF_NOTHING = "0".repeat(16);

  private final ContentProbe probe;

  /** Reads through this probe. */
  public ContentPins(ContentProbe probe) {
    this.probe = probe;
  }

  /** Both sides of every owned partition, in two grouped queries; absent ones count as empty. */
  public List<PartitionPin> take(ValidationOrder order) {
    List<String> ids = order.partitionIds();
    Map<String, PartitionContent> shadow = probe.contents(order.shadow(), ids);
    Map<String, PartitionContent> live = probe.contents(order.target(), ids);
    return ids.stream()
        .map(id -> pin(shadow.getOrDefault(id, empty(id)), live.getOrDefault(id, empty(id))))
        .toList();
  }

  /** Whether the shadow's partitions consist of the same parts as when they were pinned. */
  public boolean hold(ValidationOrder order, List<PartitionPin> pins) {
    Map<String, PartitionContent> now = probe.fingerprints(order.shadow());
    return pins.stream()
        .allMatch(
            pin -> isSame(pin, now.getOrDefault(pin.partitionId(), empty(pin.partitionId()))));
  }

  private static boolean isSame(PartitionPin pin, PartitionContent now) {
    return pin.rows() == now.rows() && pin.partsHash().equals(now.partsHash());
  }

  private static PartitionPin pin(PartitionContent shadow, PartitionContent live) {
    return new PartitionPin(
        shadow.id(),
        shadow.rows(),
        shadow.checksum(),
        shadow.partsHash(),
        live.rows(),
        live.checksum());
  }

  private static PartitionContent empty(String id) {
    return new PartitionContent(id, 0, CHECKSUM_OF_NOTHING, NO_PARTS);
  }
}
