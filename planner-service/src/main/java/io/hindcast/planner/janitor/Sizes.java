package io.hindcast.planner.janitor;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.planner.janitor.JanitorReport.TableSize;
import io.hindcast.warehouse.PartitionStats;
import io.hindcast.warehouse.TableInspector;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much is in a table, from metadata. */
final class Sizes {
  private static final Logger LOG = LoggerFactory.getLogger(Sizes.class);

  private final TableInspector inspector;

  Sizes(TableInspector inspector) {
    this.inspector = inspector;
  }

  /** Empty when that cannot be told: a size is no reason to stop. */
  Optional<TableSize> of(TableName table) {
    try {
      List<PartitionStats> partitions = inspector.partitions(table, ZoneOffset.UTC);
      return Optional.of(
          new TableSize(
              partitions.stream().mapToLong(PartitionStats::rows).sum(),
              partitions.stream().mapToLong(PartitionStats::bytes).sum()));
    } catch (HindcastException e) {
      LOG.debug("The size of {} cannot be told", table, e);
      return Optional.empty();
    }
  }
}
