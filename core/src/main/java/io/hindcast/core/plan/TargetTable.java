package io.hindcast.core.plan;

import io.hindcast.core.table.TableName;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The target as its metadata tells.
 *
 * @param name the table
 * @param engine such as MergeTree
 * @param atomicDatabase whether its database can exchange tables
 * @param partitionKey as the server prints it
 * @param columns in declared order
 * @param partitions today's partitions
 * @param serverZone the server's default zone
 */
public record TargetTable(
    TableName name,
    String engine,
    boolean atomicDatabase,
    String partitionKey,
    List<TableColumn> columns,
    List<PartitionSize> partitions,
    ZoneId serverZone) {

  private static final Pattern ADDING_UP =
      Pattern.compile("Summing|Aggregating|Collapsing|Coalescing|Graphite");

  /** Copies the lists. */
  public TargetTable {
    columns = List.copyOf(columns);
    partitions = List.copyOf(partitions);
  }

  /**
   * How its partition key parts its rows.
   *
   * @param specZone where the spec's days begin
   * @throws io.hindcast.core.error.HindcastException PARTITIONING_UNSUPPORTED with the reason
   */
  public PartitionLayout layout(ZoneId specZone) {
    return PartitionLayout.parse(partitionKey, columnTypes(), specZone, serverZone);
  }

  private Map<String, String> columnTypes() {
    return columns.stream().collect(Collectors.toMap(TableColumn::name, TableColumn::type));
  }

  /** Whether its partitions can be recomputed at all. */
  public boolean isMergeTree() {
    return engine.endsWith("MergeTree");
  }

  /** Whether merges leave each row as it is or drop it whole. */
  boolean keepsRows() {
    return !ADDING_UP.matcher(engine).find();
  }
}
