package io.hindcast.warehouse;

import io.hindcast.core.check.PartitionRows;
import io.hindcast.core.table.TableName;
import java.util.Collection;
import java.util.List;

/** What a plan asks of a warehouse; nothing of it changes anything. */
public interface Lookout extends TableInspector {

  /**
   * One node.
   *
   * @throws io.hindcast.core.error.HindcastException NODE_UNKNOWN when the warehouse has no such
   *     node
   */
  Lookout on(String node);

  /** See {@link ContentProbe#rowsExcept}. */
  List<PartitionRows> rowsExcept(
      TableName table, Collection<String> partitionIds, String condition, String column);
}
