package io.hindcast.core.view;

import io.hindcast.core.table.TableName;
import io.hindcast.core.view.Dependent.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All views of a warehouse and what they connect.
 *
 * @param views in the order of their names
 */
public record ViewGraph(List<View> views) {
  /** A warehouse without views. */
  public static final ViewGraph NONE = new ViewGraph(List.of());

  /** Sorts the views. */
  public ViewGraph {
    views = views.stream().sorted(Comparator.comparing(View::name)).toList();
  }

  /** The view of that name. */
  public Optional<View> find(TableName name) {
    return views.stream().filter(view -> view.name().equals(name)).findFirst();
  }

  /** Materialized views that write into the table themselves. */
  public List<View> feeding(TableName table) {
    return views.stream().filter(view -> table.equals(view.into())).toList();
  }

  /** Tables that views fill from inserts into the table themselves. */
  public List<TableName> fedBy(TableName table) {
    Set<TableName> fed = new LinkedHashSet<>();
    for (View view : views) {
      TableName into = view.into();
      if (into != null && view.fires(table)) {
        fed.add(into);
      }
    }
    return List.copyOf(fed);
  }

  /** Every view beside the table: first those that lead to it, then those that it leads to. */
  public List<Dependent> around(TableName table) {
    List<Dependent> all = new ArrayList<>(upstream(table));
    all.addAll(downstream(table));
    return List.copyOf(all);
  }

  /** Views that write into the table, nearest first, and those that bring rows to them. */
  public List<Dependent> upstream(TableName table) {
    List<Dependent> found = new ArrayList<>();
    Deque<TableName> next = new ArrayDeque<>(List.of(table));
    Set<TableName> seen = new HashSet<>(next);
    while (!next.isEmpty()) {
      TableName at = next.remove();
      for (View view : feeding(at)) {
        found.add(new Dependent(view, Relation.WRITES_INTO, at));
        view.firesOn().stream().filter(seen::add).forEach(next::add);
      }
    }
    return List.copyOf(found);
  }

  /** Views that read from the table, nearest first, and those that their tables lead to. */
  public List<Dependent> downstream(TableName table) {
    List<Dependent> found = new ArrayList<>();
    Deque<TableName> next = new ArrayDeque<>(List.of(table));
    Set<TableName> seen = new HashSet<>(next);
    Set<TableName> named = new HashSet<>();
    while (!next.isEmpty()) {
      TableName at = next.remove();
      for (View view : views) {
        if (view.fires(at)) {
          if (named.add(view.name())) {
            found.add(new Dependent(view, Relation.READS_FROM, at));
          }
          TableName into = view.into();
          if (into != null && seen.add(into)) {
            next.add(into);
          }
        } else if (view.looksUp(at) && named.add(view.name())) {
          found.add(new Dependent(view, Relation.LOOKS_UP, at));
        }
      }
      // What reads a view reads what is behind it.
      views.stream()
          .filter(view -> named.contains(view.name()) && seen.add(view.name()))
          .forEach(view -> next.add(view.name()));
    }
    return List.copyOf(found);
  }

  /** Whether inserts into the first table arrive in the second, over however many views. */
  public boolean leads(TableName from, TableName to) {
    return upstream(to).stream().anyMatch(each -> each.view().fires(from));
  }
}
