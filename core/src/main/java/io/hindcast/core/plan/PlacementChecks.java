package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.table.TableName;
import java.util.ArrayList;
import java.util.List;

/** Keeps specs away from Hindcast's own tables, which others need as they are. */
public final class PlacementChecks {
  private PlacementChecks() {}

  /**
   * Nothing, unless target or sources are in the working database. Needs no server.
   *
   * @param workingDatabase where Hindcast's own tables are
   */
  public static List<Finding> of(BackfillSpec spec, String workingDatabase) {
    List<Finding> findings = new ArrayList<>();
    if (own(spec.target().table(), workingDatabase)) {
      findings.add(
          Finding.error(
              ErrorCode.TARGET_UNSUPPORTED,
              ("The target %s is in the working database %s: tables there are Hindcast's own, kept for"
                      + " rollbacks of other backfills, and go by themselves. Name a table of another"
                      + " database in target.table")
                  .formatted(spec.target().table(), workingDatabase)));
    }
    spec.source().tables().stream()
        .filter(table -> own(table, workingDatabase))
        .forEach(table ->
            findings.add(
                Finding.error(
                    ErrorCode.SOURCE_UNSUPPORTED,
                    ("The source %s is in the working database %s: tables there are Hindcast's own and go"
                            + " by themselves. Copy what you need into a table of your own first")
                        .formatted(table, workingDatabase))));
    return findings;
  }

  private static boolean own(TableName table, String workingDatabase) {
    return table.database().equals(workingDatabase);
  }
}
