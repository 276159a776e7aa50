package io.hindcast.core.plan;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.table.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that materialized views fill from the target. Views do not fire on a swap, so that it
 * keeps what came of the old rows.
 *
 * @param table the table
 * @param from the table whose inserts it is filled with: the target, or another fed table
 * @param views what fills it from there
 * @param action what is done about it
 * @param message what that means, and what to do
 * @param rebuild the spec of its backfill; null unless this backfill is to submit it
 */
public record FedTable(
    TableName table,
    TableName from,
    List<TableName> views,
    Action action,
    String message,
    @Nullable BackfillSpec rebuild) {

  /** What is done about a table that the swap cannot update. */
  public enum Action {
    /** It is named only, as the spec wants. */
    LISTED,
    /** A backfill of its own follows the swap. */
    REBUILT,
    /** The spec wants it rebuilt, but that is not possible. */
    NOT_REBUILT
  }

  /** Copies the views. */
  public FedTable {
    views = List.copyOf(views);
  }
}
