package io.hindcast.core.plan;

import io.hindcast.core.table.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why rows of the tables are not seen, not counted as they are, or will not last.
 *
 * @param policies row policies that hide rows from the services' user
 * @param masks partitions with updates or deletes that no merge has applied yet
 * @param expiries TTLs that take rows or values away
 */
public record Visibility(List<RowPolicy> policies, List<Mask> masks, List<Expiry> expiries) {
  /** Everything is seen as it is, and lasts. */
  public static final Visibility FULL = new Visibility(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Visibility {
    policies = List.copyOf(policies);
    masks = List.copyOf(masks);
    expiries = List.copyOf(expiries);
  }

  /** What holds of the tables of two servers together. */
  public Visibility and(Visibility other) {
    return new Visibility(
        joined(policies, other.policies),
        joined(masks, other.masks),
        joined(expiries, other.expiries));
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  /**
   * A filter of the server that the user cannot leave out.
   *
   * @param table as {@code database.table}
   * @param filter which rows are seen, in the server's words
   * @param user who sees only these
   */
  public record RowPolicy(String table, String filter, String user) {}

  /**
   * What is not applied yet in one partition.
   *
   * @param patches parts of lightweight updates
   * @param rows rows of the parts in which some are deleted; 0 when none are
   */
  public record Mask(TableName table, String partitionId, long patches, long rows) {}

  /**
   * A TTL that takes away rows, or values of a column.
   *
   * @param column whose values are reset; empty when rows are concerned
   * @param kind what happens to rows
   * @param rule as the table's definition has it
   * @param time the one column of time that it is computed from; empty when there is no such
   * @param inPartitionKey whether the partition key names that column
   * @param expired rows of the range up to about this value of {@code time} are past it; empty when
   *     none are, or when that cannot be told
   * @param next when the next rows of the range will be; empty when none will, or when that cannot
   *     be told
   */
  public record Expiry(
      TableName table,
      Optional<String> column,
      Kind kind,
      String rule,
      Optional<String> time,
      boolean inPartitionKey,
      Optional<Instant> expired,
      Optional<Instant> next) {

    /** What a TTL does. */
    public enum Kind {
      /** Rows are deleted. */
      DELETE,
      /** Those rows are deleted for which a condition holds. */
      DELETE_WHERE,
      /** Rows are summed up. */
      GROUP_BY,
      /** Values of a column are reset to its default. */
      RESET
    }
  }
}
