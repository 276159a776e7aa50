package io.hindcast.relay.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.ColumnDescription.Kind;
import io.hindcast.warehouse.StructureChange;
import io.hindcast.warehouse.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an older table differs from what its target is now, in words and as a change. */
record StructureFit(TableDescription older, TableDescription target) {
  private static final Set<Kind> STORED = Set.of(Kind.ORDINARY, Kind.DEFAULT, Kind.MATERIALIZED);

  /** What has become different, a clause each; empty when nothing has. */
  List<String> differences() {
    Map<String, ColumnDescription> before = columns(older);
    Map<String, ColumnDescription> now = columns(target);
    List<String> found = new ArrayList<>();
    for (String name : union(before, now)) {
      ColumnDescription was = before.get(name);
      ColumnDescription is = now.get(name);
      if (was == null && is != null) {
        found.add("column %s %s was added".formatted(name, is.type()));
      } else if (was != null && is == null) {
        found.add("column %s %s was dropped".formatted(name, was.type()));
      } else if (was != null && is != null && !was.equals(is)) {
        found.add("column %s was %s and is %s".formatted(name, text(was), text(is)));
      }
    }
    if (!older.partitionKey().equals(target.partitionKey())) {
      found.add(
          "the partition key was %s and is %s"
              .formatted(shown(older.partitionKey()), shown(target.partitionKey())));
    }
    if (!older.sortingKey().equals(target.sortingKey())) {
      found.add(
          "the sorting key was %s and is %s"
              .formatted(shown(older.sortingKey()), shown(target.sortingKey())));
    }
    return found;
  }

  /**
   * The change that gives clones of the older table the target's structure.
   *
   * @throws HindcastException SCHEMA_INCOMPATIBLE when values could change or be lost by it
   */
  StructureChange change() {
    Map<String, ColumnDescription> before = stored(older);
    Map<String, ColumnDescription> now = stored(target);
    List<ColumnDescription> added =
        now.values().stream().filter(column -> !before.containsKey(column.name())).toList();
    List<ColumnDescription> gone =
        before.values().stream().filter(column -> !now.containsKey(column.name())).toList();
    List<ColumnDescription> retyped = new ArrayList<>();
    for (ColumnDescription is : now.values()) {
      ColumnDescription was = before.get(is.name());
      if (was != null && !was.type().equals(is.type())) {
        requireWider(was, is);
        retyped.add(is);
      }
    }
    requireSamePartitions();
    requireNoRenaming(added, gone);
    return new StructureChange(
        added,
        gone.stream().map(ColumnDescription::name).toList(),
        retyped,
        older.sortingKey().equals(target.sortingKey()) ? "" : target.sortingKey());
  }

  private void requireSamePartitions() {
    if (!older.partitionKey().equals(target.partitionKey())) {
      throw refused("Its partitions are other ones");
    }
  }

  private void requireNoRenaming(List<ColumnDescription> added, List<ColumnDescription> gone) {
    for (ColumnDescription was : gone) {
      for (ColumnDescription is : added) {
        if (was.type().equals(is.type())) {
          throw refused(
              "%s may be %s under another name. Rename it back, roll back, and rename it again"
                  .formatted(is.name(), was.name()));
        }
      }
    }
  }

  private void requireWider(ColumnDescription was, ColumnDescription is) {
    if (!TypeWidening.keepsValues(was.type(), is.type())) {
      throw refused(
          "Values of %s may not be the same as %s. Change the type back first"
              .formatted(is.name(), is.type()));
    }
  }

  /** Names the tables and what differs. */
  HindcastException refused(String why) {
    return new HindcastException(
        ErrorCode.SCHEMA_INCOMPATIBLE,
        "%s was altered since %s was made: %s. %s"
            .formatted(target.name(), older.name(), String.join("; ", differences()), why));
  }

  private static String text(ColumnDescription column) {
    return column.kind() == Kind.ORDINARY
        ? column.type()
        : column.type() + " " + column.kind().name();
  }

  private static String shown(String expression) {
    return expression.isEmpty() ? "none" : expression;
  }

  private static Set<String> union(
      Map<String, ColumnDescription> one, Map<String, ColumnDescription> other) {
    return Stream.concat(one.keySet().stream(), other.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, ColumnDescription> columns(TableDescription table) {
    Map<String, ColumnDescription> columns = new TreeMap<>();
    table.columns().forEach(column -> columns.put(column.name(), column));
    return columns;
  }

  private static Map<String, ColumnDescription> stored(TableDescription table) {
    Map<String, ColumnDescription> columns = columns(table);
    columns.values().removeIf(column -> !STORED.contains(column.kind()));
    return columns;
  }
}
