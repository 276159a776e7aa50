package io.hindcast.core.plan;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Target;
import io.hindcast.core.table.TableName;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param definition the engine with its arguments, as the server prints it
 * @param sortingKey as the server prints it; empty where it is not known
 */
public record TargetTable(
    TableName name,
    String engine,
    boolean atomicDatabase,
    String partitionKey,
    List<TableColumn> columns,
    List<PartitionSize> partitions,
    ZoneId serverZone,
    String definition,
    String sortingKey) {

  private static final Pattern ADDING_UP =
      Pattern.compile("Summing|Aggregating|Collapsing|Coalescing|Graphite");

  /** A table whose engine has no arguments. */
  public TargetTable(
      TableName name,
      String engine,
      boolean atomicDatabase,
      String partitionKey,
      List<TableColumn> columns,
      List<PartitionSize> partitions,
      ZoneId serverZone) {
    this(name, engine, atomicDatabase, partitionKey, columns, partitions, serverZone, engine, "");
  }

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
    return PartitionLayout.parse(partitionKey, reader(specZone));
  }

  /**
   * The same for a spec: numbers are times only where it does not say that partitions hold all
   * times.
   *
   * @throws io.hindcast.core.error.HindcastException PARTITIONING_UNSUPPORTED with the reason
   */
  public PartitionLayout layout(BackfillSpec spec) {
    boolean allTimes = spec.target().outsideRange() == Target.OutsideRange.DROP;
    return PartitionLayout.parse(partitionKey, reader(spec.zone()).withIntegers(!allTimes));
  }

  private TimeReader reader(ZoneId specZone) {
    Map<String, String> computed =
        columns.stream()
            .filter(TableColumn::isComputed)
            .collect(Collectors.toMap(TableColumn::name, TableColumn::expression));
    return new TimeReader(columnTypes(), computed, specZone, serverZone, true);
  }

  private Map<String, String> columnTypes() {
    return columns.stream().collect(Collectors.toMap(TableColumn::name, TableColumn::type));
  }

  /** Why the order of inserts shows in its rows; empty where it does not. */
  Optional<String> orderDependence() {
    return OrderDependence.of(definition, sortingKey, columns);
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
