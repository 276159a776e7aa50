package io.hindcast.core.janitor;

import io.hindcast.core.table.TableName;
import java.util.Optional;
import java.util.UUID;

/**
 * What becomes of a table in the working database, and why.
 *
 * @param backfillId whose it is, where that is known
 */
public record TableFate(
    TableName table, Optional<UUID> backfillId, Verdict verdict, String reason) {

  /** What becomes of it. */
  public enum Verdict {
    /** In use, or kept for a rollback. */
    KEPT,
    /** Of no use any more. */
    DROPPED,
    /** Nobody knows it; a person has to decide. */
    ORPHAN
  }
}
