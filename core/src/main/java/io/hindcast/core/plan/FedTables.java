package io.hindcast.core.plan;

import io.hindcast.core.plan.FedTable.Action;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the tables that views fill from a target, and what can be done about each. */
final class FedTables {
  private final Surroundings surroundings;
  private final boolean rebuild;
  private final Set<TableName> seen = new HashSet<>();
  private final List<FedTable> found = new ArrayList<>();

  private FedTables(Surroundings surroundings, boolean rebuild) {
    this.surroundings = surroundings;
    this.rebuild = rebuild;
  }

  /**
   * Every fed table, nearest first. Those that the target feeds itself have the spec of their
   * backfill, if they get one; the others get theirs from the backfill of the table before.
   *
   * @param range what the backfill recomputes
   */
  static List<FedTable> of(BackfillSpec spec, TimeRange range, Surroundings surroundings) {
    FedTables tables =
        new FedTables(surroundings, spec.swap().dependents() == SwapPolicy.Dependents.REBUILD);
    tables.seen.add(spec.target().table());
    tables.addBehind(new Parent(spec, range, true));
    return List.copyOf(tables.found);
  }

  /** A backfill whose target feeds others; {@code first} where it is the one that is planned. */
  private record Parent(BackfillSpec spec, TimeRange range, boolean first) {
    TableName table() {
      return spec.target().table();
    }
  }

  private void addBehind(Parent parent) {
    List<Parent> next = new ArrayList<>();
    for (TableName table : surroundings.views().fedBy(parent.table())) {
      if (!seen.add(table)) {
        continue;
      }
      if (!rebuild) {
        add(parent, table, Action.LISTED, listed(parent.table(), table));
        addUnreachable(table, Action.LISTED);
        continue;
      }
      switch (RebuildSpec.of(parent.spec(), parent.range(), table, surroundings)) {
        case RebuildSpec.Derived derived -> {
          BackfillSpec spec = derived.spec();
          found.add(
              new FedTable(
                  table,
                  parent.table(),
                  views(parent.table(), table),
                  Action.REBUILT,
                  rebuilt(parent, spec) + derived.note(),
                  parent.first() ? spec : null));
          next.add(new Parent(spec, spec.range(), false));
        }
        case RebuildSpec.Impossible impossible -> {
          add(parent, table, Action.NOT_REBUILT, notRebuilt(table, impossible.reason()));
          addUnreachable(table, Action.NOT_REBUILT);
        }
      }
    }
    next.forEach(this::addBehind);
  }

  /** What lies behind a table that is not rebuilt. */
  private void addUnreachable(TableName from, Action action) {
    for (TableName table : surroundings.views().fedBy(from)) {
      if (seen.add(table)) {
        String message =
            action == Action.LISTED
                ? listed(from, table)
                : notRebuilt(table, "%s, which feeds it, is not rebuilt".formatted(from));
        found.add(new FedTable(table, from, views(from, table), action, message, null));
        addUnreachable(table, action);
      }
    }
  }

  private void add(Parent parent, TableName table, Action action, String message) {
    found.add(
        new FedTable(table, parent.table(), views(parent.table(), table), action, message, null));
  }

  private List<TableName> views(TableName from, TableName into) {
    ViewGraph views = surroundings.views();
    return views.feeding(into).stream().filter(view -> view.fires(from)).map(View::name).toList();
  }

  private static String listed(TableName from, TableName table) {
    return ("%s keeps what came of the old rows of %s, since views do not fire on a swap; set"
            + " swap.dependents: rebuild, or submit a backfill of it afterwards")
        .formatted(table, from);
  }

  private static String rebuilt(Parent parent, BackfillSpec spec) {
    return "%s is rebuilt for %s by a backfill of its own, once %s is swapped"
        .formatted(spec.target().table(), spec.range(), parent.table());
  }

  private static String notRebuilt(TableName table, String reason) {
    return "%s keeps what came of the old rows and cannot be rebuilt by itself: %s; submit a backfill of it afterwards"
        .formatted(table, reason);
  }
}
