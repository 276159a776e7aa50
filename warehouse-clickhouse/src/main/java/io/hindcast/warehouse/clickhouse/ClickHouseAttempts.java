package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.AttemptRunner;
import io.hindcast.warehouse.StagedContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts in seven round trips: create, look for the guard, describe both sides, ask for the
 * engine, insert, list the parts.
 */
final class ClickHouseAttempts implements AttemptRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ClickHouseAttempts.class);

  private final ClickHouseWorkingTables tables;
  private final TransformClient transforms;
  private final PartCatalog parts;
  private final QueryKiller killer;
  private final ColumnGuards guards;
  private final BadValue badValue;

  ClickHouseAttempts(
      ClickHouseWorkingTables tables,
      TransformClient transforms,
      PartCatalog parts,
      QueryKiller killer,
      ColumnGuards guards,
      BadValue badValue) {
    this.tables = tables;
    this.transforms = transforms;
    this.parts = parts;
    this.killer = killer;
    this.guards = guards;
    this.badValue = badValue;
  }

  @Override
  public StagedContent run(AttemptOrder order) {
    InsertSettings.of(order.settings()); // What is no setting leaves nothing behind.
    WorkingTable staging = tables.own(order.staging());
    tables.createNew(order.staging(), order.target());
    try {
      requireGuard(order);
      return fill(order, guards.of(order), tables.insertOrder(order));
    } catch (HindcastException e) {
      cleanUp(order, staging, e);
      throw e;
    }
  }

  @Override
  public int runningQueries(String queryIdPrefix) {
    return killer.count(queryIdPrefix);
  }

  @Override
  public int killQueries(String queryIdPrefix) {
    return killer.kill(queryIdPrefix);
  }

  private void requireGuard(AttemptOrder order) {
    TableName guard = order.guard();
    if (guard != null && !tables.exists(guard)) {
      throw new HindcastException(
          ErrorCode.ATTEMPT_REVOKED,
          "%s does not begin: %s is gone, since its backfill has ended or is paused"
              .formatted(order.queryId(), guard));
    }
  }

  private StagedContent fill(
      AttemptOrder order, List<ColumnGuard> columns, Map<String, String> forced) {
    long start = System.nanoTime();
    TransformClient.Reading reading = insert(order, columns, forced);
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new StagedContent(staged(order), reading.rows(), reading.bytes(), 0, elapsed);
  }

  private TransformClient.Reading insert(
      AttemptOrder order, List<ColumnGuard> columns, Map<String, String> forced) {
    try {
      return transforms.run(
          "The transform into " + order.staging(),
          order.queryId(),
          TransformInsert.of(order, columns).withAll(forced));
    } catch (HindcastException e) {
      throw badValue.explain(order, columns, e);
    }
  }

  private List<StagedContent.Partition> staged(AttemptOrder order) {
    Map<String, List<PartCatalog.SizedPart>> byId =
        parts.active(order.staging()).stream()
            .collect(
                Collectors.groupingBy(
                    sized -> sized.part().partitionId(), TreeMap::new, Collectors.toList()));
    List<StagedContent.Partition> partitions = new ArrayList<>();
    byId.forEach((id, own) -> partitions.add(partition(id, own)));
    return partitions;
  }

  private static StagedContent.Partition partition(String id, List<PartCatalog.SizedPart> parts) {
    return new StagedContent.Partition(
        id,
        parts.stream().mapToLong(sized -> sized.part().rows()).sum(),
        parts.stream().mapToLong(PartCatalog.SizedPart::bytes).sum(),
        PartsHash.of(parts.stream().map(sized -> sized.part().contentHash()).toList()));
  }

  /**
   * The statement may still run when only its answer was lost: it must not outlive its table. An
   * interruption, which would break every further call, waits until this is done.
   */
  private void cleanUp(AttemptOrder order, WorkingTable staging, HindcastException failure) {
    boolean interrupted = Thread.interrupted();
    try {
      killer.kill(order.queryId());
      tables.drop(staging);
    } catch (HindcastException e) {
      failure.addSuppressed(e);
      LOG.warn(
          "Staging table {} is left behind for the janitor: {}", order.staging(), e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
