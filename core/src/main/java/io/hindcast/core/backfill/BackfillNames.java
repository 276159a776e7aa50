package io.hindcast.core.backfill;

import io.hindcast.core.table.TableName;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names of a backfill's working tables and queries. Everything that belongs to a backfill starts
 * with the same prefix, so that leftovers are found by name alone.
 *
 * @param backfillId the backfill
 * @param workingDatabase where working tables live
 */
public record BackfillNames(UUID backfillId, String workingDatabase) {
  private static final int ID_DIGITS = 12;
  private static final Pattern STAGING = Pattern.compile("t\\d+_g\\d+_a\\d+_\\w+");

  /** The first digits of the id, as names use them. */
  public String shortId() {
    return backfillId.toString().replace("-", "").substring(0, ID_DIGITS);
  }

  /** What every working table's name starts with. */
  public String prefix() {
    return "bf_" + shortId() + "_";
  }

  /** The shadow table of a swap round. */
  public TableName shadow(int round) {
    return new TableName(workingDatabase, prefix() + "g" + round + "_shadow");
  }

  /** What the staging tables of an attempt start with; a delivery appends its nonce. */
  public TableName stagingPrefix(String taskId, int generation, int attempt) {
    return new TableName(workingDatabase, prefix() + taskId + "_g" + generation + "_a" + attempt);
  }

  /**
   * Whether the table is a staging or shadow table of this backfill. Sealed and previous tables may
   * hold what was live, and are never disposable.
   */
  public boolean disposable(TableName table) {
    return table.database().equals(workingDatabase)
        && table.table().startsWith(prefix())
        && (table.table().endsWith("_shadow")
            || STAGING.matcher(table.table().substring(prefix().length())).matches());
  }

  /** What the ids of all queries of this backfill's attempts start with. */
  public String queryIdPrefix() {
    return "hindcast-" + shortId() + "-";
  }
}
