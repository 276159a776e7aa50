package io.hindcast.relay.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.swap.CarryRule;
import io.hindcast.core.swap.Selection;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.ColumnDescription.Kind;
import io.hindcast.warehouse.KeySet;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.TablePart;
import io.hindcast.warehouse.Warehouse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Leaves updates of known rows out of the copies of rows that were written since. */
final class RowSelector {
  private static final Set<Kind> STORED = Set.of(Kind.ORDINARY, Kind.DEFAULT, Kind.MATERIALIZED);
  private static final int SHOWN_MAX = 10;

  private final Warehouse warehouse;

  RowSelector(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * The rule for rows of touched partitions.
   *
   * @param known tables whose keys are to be unique: the base and the content
   */
  CarryRule rule(
      TableName live, List<String> key, Collection<TableName> known, Collection<String> touched) {
    TableDescription target = describe(live);
    List<String> usable = usable(target, key);
    boolean mutated =
        warehouse.hasPendingUpdates(live)
            || (!touched.isEmpty()
                && warehouse.parts(live, touched).stream().anyMatch(TablePart::mutated));
    boolean unique =
        !usable.isEmpty()
            && !CarryRule.mergesByKey(target.engine())
            && known.stream().allMatch(table -> warehouse.keysAreUnique(table, usable));
    return CarryRule.of(new CarryRule.Facts(target.engine(), !usable.isEmpty(), unique, mutated));
  }

  /**
   * Chooses among copies of rows that go beyond a base.
   *
   * @param copies of the rows; those that are not to be carried are removed
   * @param base what they go beyond
   * @param content what they are to be added to
   * @param compared the table that was compared with the base row by row; the same as copies where
   *     whole parts were copied, so that no row of the base can be gone
   * @param partitions those that the compared table has
   * @return rows that are updates of known ones, by partition
   */
  Map<String, Long> select(
      TableName copies,
      Selection selection,
      TableName base,
      TableName content,
      TableName compared,
      List<String> partitions) {
    List<String> key = usable(describe(copies), selection.key());
    return switch (selection.rule()) {
      case ALL -> Map.of();
      case NEW_KEYS -> {
        Map<String, Long> returning =
            warehouse.withhold(
                warehouse.own(copies),
                new KeySet(key, selection.touched(), List.of(content), null, List.of(base)));
        // A row whose key the base still has beside it was added to it: no update of it.
        yield compared.equals(copies)
            ? returning
            : sum(
                returning,
                warehouse.withhold(
                    warehouse.own(copies), new KeySet(key, partitions, List.of(base), compared)));
      }
      case ADDED -> {
        if (!compared.equals(copies)) {
          KeySet gone = new KeySet(key, partitions, List.of(base), compared);
          requireNone(key, warehouse.withhold(warehouse.own(copies), gone));
        }
        yield Map.of();
      }
    };
  }

  /** Of rows that came after the last clone: those of touched partitions. */
  Map<String, Long> selectLate(TableName copies, Selection selection, List<TableName> known) {
    return selection.rule() == CarryRule.NEW_KEYS
        ? warehouse.withhold(
            warehouse.own(copies),
            new KeySet(usable(describe(copies), selection.key()), selection.touched(), known, null))
        : Map.of();
  }

  /** The same in partitions that were compared: a row that replaces a known one is an update. */
  Map<String, Long> selectReplaced(
      TableName copies,
      Selection selection,
      List<String> compared,
      List<TableName> bases,
      TableName old) {
    TableDescription description = describe(copies);
    return CarryRule.mergesByKey(description.engine())
        ? Map.of()
        : warehouse.withhold(
            warehouse.own(copies),
            new KeySet(usable(description, selection.key()), compared, bases, old));
  }

  static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> all = new TreeMap<>(one);
    other.forEach((id, rows) -> all.merge(id, rows, Long::sum));
    return all;
  }

  private static void requireNone(List<String> key, Map<String, Long> found) {
    if (!found.isEmpty()) {
      long rows = found.values().stream().mapToLong(Long::longValue).sum();
      throw new HindcastException(
          ErrorCode.ROWS_AMBIGUOUS,
          ("Rows of partitions %s were changed since they were published, and %s: whether %d rows are"
                  + " new or updates of others cannot be told. Undo the changes, or compute these"
                  + " partitions with a backfill")
              .formatted(
                  found.keySet().stream().limit(SHOWN_MAX).collect(Collectors.joining(", ")),
                  key.isEmpty()
                      ? "there is no stored target.key to tell them apart by"
                      : "target.key (%s) names several rows at once"
                          .formatted(String.join(", ", key)),
                  rows));
    }
  }

  /** None when a column of the key is not there any more. */
  private static List<String> usable(TableDescription table, List<String> key) {
    Set<String> stored =
        table.columns().stream()
            .filter(column -> STORED.contains(column.kind()))
            .map(ColumnDescription::name)
            .collect(Collectors.toSet());
    return stored.containsAll(key) ? key : List.of();
  }

  private TableDescription describe(TableName table) {
    return warehouse
        .describe(table)
        .orElseThrow(() ->
            new HindcastException(ErrorCode.TABLE_UNKNOWN, "Table %s is gone".formatted(table)));
  }
}
