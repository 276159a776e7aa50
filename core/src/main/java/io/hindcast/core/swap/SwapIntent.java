package io.hindcast.core.swap;

import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a swap is for.
 *
 * @param direction what it means to downstream
 * @param lateRows what becomes of rows that were written straight into the touched partitions
 * @param base with {@link LateRows#CARRY}: clones of the touched partitions from before anything
 *     was read; null otherwise
 * @param undoes ids of completed swaps that are taken back together, oldest first; the relay makes
 *     the content from what it has kept of them. Empty for a swap of a shadow
 * @param group swaps that are published back to back; null for one on its own
 * @param keyOrNull columns that make a row of the target unique; null in an earlier build's journal
 */
public record SwapIntent(
    Direction direction,
    LateRows lateRows,
    @Nullable TableName base,
    List<UUID> undoes,
    @Nullable Group group,
    @Nullable List<String> keyOrNull) {

  /** To publish a shadow whose source decides. */
  public static final SwapIntent PUBLISH =
      new SwapIntent(Direction.FORWARD, LateRows.SOURCE, null, List.of(), null);

  /**
   * Swaps that belong together.
   *
   * @param id names the group
   * @param size how many swaps it has; it starts when all are known
   */
  public record Group(UUID id, int size) {}

  /** Which event tells of it. */
  public enum Direction {
    FORWARD,
    BACK
  }

  /** Who decides about rows in touched partitions that the new content does not have. */
  public enum LateRows {
    /** The source: they are replaced. */
    SOURCE,
    /** They are carried over. */
    CARRY
  }

  /** Rejects a carry that has nothing to tell late rows from. */
  public SwapIntent {
    undoes = List.copyOf(undoes);
    keyOrNull = keyOrNull == null ? null : List.copyOf(keyOrNull);
    if (undoes.isEmpty() && (lateRows == LateRows.CARRY) != (base != null)) {
      throw new IllegalArgumentException(
          "Expected a base table with lateRows carry and none without, found %s with %s"
              .formatted(lateRows, base));
    }
  }

  /** Of a target without a known key. */
  public SwapIntent(
      Direction direction,
      LateRows lateRows,
      @Nullable TableName base,
      List<UUID> undoes,
      @Nullable Group group) {
    this(direction, lateRows, base, undoes, group, null);
  }

  /** Columns that make a row of the target unique; none where nobody has said. */
  public List<String> key() {
    return keyOrNull == null ? List.of() : keyOrNull;
  }

  /** The same for a target whose rows have this key. */
  public SwapIntent keyed(List<String> key) {
    return new SwapIntent(direction, lateRows, base, undoes, group, key);
  }

  /** To take these swaps back, oldest first. */
  public static SwapIntent undo(Direction direction, List<UUID> swapIds) {
    return new SwapIntent(direction, LateRows.SOURCE, null, swapIds, null);
  }

  /** Whether earlier swaps are taken back. */
  public boolean undoing() {
    return !undoes.isEmpty();
  }

  /** Whether rows of touched partitions are carried: always when swaps are taken back. */
  public boolean carries() {
    return undoing() || lateRows == LateRows.CARRY;
  }
}
