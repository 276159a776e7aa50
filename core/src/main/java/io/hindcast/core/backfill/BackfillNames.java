package io.hindcast.core.backfill;

import io.hindcast.core.table.TableName;
import io.hindcast.core.task.TaskSplit;
import java.util.Optional;
import java.util.UUID;

/**
 * Names of a backfill's working tables and queries. Everything that belongs to a backfill starts
 * with the same prefix, so that leftovers are found by name alone.
 *
 * @param backfillId the backfill
 * @param node the server of the warehouse that has its target; empty for the default one
 * @param workingDatabase where working tables live
 */
public record BackfillNames(UUID backfillId, String node, String workingDatabase) {
  static final String BASE = "base";
  static final String ASSEMBLY = "assembly";

  /** Of a backfill on the default node. */
  public BackfillNames(UUID backfillId, String workingDatabase) {
    this(backfillId, "", workingDatabase);
  }

  /** On the node that the backfill's target is on. */
  public static BackfillNames of(Backfill backfill, String workingDatabase) {
    return new BackfillNames(backfill.id(), backfill.request().node(), workingDatabase);
  }

  /** The whole id, as names use it. */
  public String digits() {
    return WorkingId.of(backfillId);
  }

  /** What every working table's name starts with. */
  public String prefix() {
    return WorkingName.PREFIX + digits() + "_";
  }

  /** The shadow table of a swap round. */
  public TableName shadow(int round) {
    return new TableName(node, workingDatabase, prefix() + "g" + round + "_shadow");
  }

  /**
   * A table whose existence lets the round's attempts begin. Its nonce makes it a new one each time
   * that it is opened, so that no order of an earlier opening is revived by it.
   */
  public TableName guard(int round, String nonce) {
    return new TableName(node, workingDatabase, prefix() + "g" + round + "_" + nonce + "_guard");
  }

  /** Whether the table is one of this backfill's guards, of whatever round and opening. */
  public boolean guards(TableName table) {
    return owned(table).filter(WorkingName.Guard.class::isInstance).isPresent();
  }

  /** Whether the table is the staging table of one of this backfill's attempts. */
  public boolean stages(TableName table) {
    return owned(table).filter(WorkingName.Staging.class::isInstance).isPresent();
  }

  /** Whether the table is the staging table of this very attempt. */
  public boolean stages(TableName table, String taskId, int generation, int attempt) {
    return owned(table)
        .filter(new WorkingName.Staging(digits(), taskId, generation, attempt)::equals)
        .isPresent();
  }

  /** The name under which a rollback, or a swap forward again, is known to the relay. */
  public TableName reversal(int number) {
    return new TableName(node, workingDatabase, prefix() + "r" + number + "_shadow");
  }

  /** Whether a swap of this backfill may have this name: a round's shadow, or a reversal's. */
  public boolean publishes(TableName table) {
    return owned(table).filter(WorkingName.Shadow.class::isInstance).isPresent()
        || (owns(table) && table.table().substring(prefix().length()).matches("r\\d{1,9}_shadow"));
  }

  /** What the staging tables of an attempt start with; a delivery appends its nonce. */
  public TableName stagingPrefix(String taskId, int generation, int attempt) {
    return new TableName(
        node,
        workingDatabase,
        prefix() + WorkingName.inTable(taskId) + "_g" + generation + "_a" + attempt);
  }

  /**
   * What the tables start with in which chunks of the same partitions are put together.
   *
   * @param taskId of the first of the chunks
   */
  public String assemblyPrefix(String taskId) {
    int split = taskId.indexOf(TaskSplit.SEPARATOR);
    return prefix() + (split < 0 ? taskId : taskId.substring(0, split)) + "_x";
  }

  /** One of those tables, of one try. */
  public TableName assembly(String taskId, String nonce) {
    return new TableName(node, workingDatabase, assemblyPrefix(taskId) + nonce + "_" + ASSEMBLY);
  }

  /** Clones of what was live before the first task read anything. */
  public TableName base() {
    return new TableName(node, workingDatabase, prefix() + BASE);
  }

  /** Where a base is made before it gets its name; of no use to anybody else. */
  public TableName baseInTheMaking(String nonce) {
    return new TableName(node, workingDatabase, prefix() + "b" + nonce + "_" + BASE);
  }

  /**
   * Whether the table is of no use once the backfill has ended: its guards, staging, assembly and
   * shadow tables and its base. What the relay has made may hold what was live, and is never
   * disposable.
   */
  public boolean disposable(TableName table) {
    return owned(table).filter(name -> !(name instanceof WorkingName.Other)).isPresent();
  }

  /** Whether the table is of no use once the round is given up: all but other shadows and base. */
  public boolean disposableOf(int round, TableName table) {
    return owned(table)
        .filter(name ->
            name instanceof WorkingName.Staging
                || name instanceof WorkingName.Assembly
                || (name instanceof WorkingName.Guard guard && guard.round() == round)
                || (name instanceof WorkingName.Shadow shadow && shadow.round() == round))
        .isPresent();
  }

  /** Whether the table's name is that of a working table of this backfill. */
  public boolean owns(TableName table) {
    return owned(table).isPresent();
  }

  /** What the table is, if it is one of this backfill's. */
  private Optional<WorkingName> owned(TableName table) {
    return table.node().equals(node) && table.database().equals(workingDatabase)
        ? WorkingName.parse(table.table()).filter(name -> name.digits().equals(digits()))
        : Optional.empty();
  }

  /** What the ids of all queries of this backfill's attempts start with. */
  public String queryIdPrefix() {
    return "hindcast-" + digits() + "-";
  }
}
