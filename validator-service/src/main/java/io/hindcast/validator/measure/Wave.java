package io.hindcast.validator.measure;

import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.core.spec.BackfillSpec;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A wave whose content is pinned.
 *
 * @param spec the backfill's spec
 * @param order the tasks and tables
 * @param pins one for each owned partition
 */
public record Wave(BackfillSpec spec, ValidationOrder order, List<PartitionPin> pins) {

  /** Copies the pins. */
  public Wave {
    pins = List.copyOf(pins);
  }

  List<String> partitionIds() {
    return pins.stream().map(PartitionPin::partitionId).toList();
  }

  /** Rows of the shadow in some of the wave's partitions. */
  long rows(Collection<String> partitionIds) {
    Set<String> wanted = Set.copyOf(partitionIds);
    return pins.stream()
        .filter(pin -> wanted.contains(pin.partitionId()))
        .mapToLong(PartitionPin::rows)
        .sum();
  }

  /** Rows of the live table in the wave's partitions. */
  long liveRows() {
    return pins.stream().mapToLong(PartitionPin::liveRows).sum();
  }
}
