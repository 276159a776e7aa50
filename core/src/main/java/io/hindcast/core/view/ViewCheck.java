package io.hindcast.core.view;

import io.hindcast.core.table.TableName;
import io.hindcast.core.view.View.Kind;
import java.util.List;
import java.util.Set;

/**
 * Whether a view still does after a swap what it did when the backfill was planned.
 *
 * @param view the view
 * @param intact whether nothing is wrong
 * @param message what is wrong and what to do, or what was looked at
 */
public record ViewCheck(TableName view, boolean intact, String message) {

  /**
   * Compares views as they were planned with all views there are now. Every view that the plan
   * names gets one answer.
   *
   * @param existing the tables among those that planned views write into that exist
   */
  public static List<ViewCheck> compare(
      List<View> planned, ViewGraph now, Set<TableName> existing) {
    return planned.stream().map(view -> check(view, now, existing)).toList();
  }

  /** The same with what the log says of the view's runs. */
  public ViewCheck with(List<ViewRuns> log) {
    return log.stream()
        .filter(runs -> runs.view().equals(view) && runs.inserts() > 0 && intact)
        .findFirst()
        .map(this::with)
        .orElse(this);
  }

  private ViewCheck with(ViewRuns runs) {
    if (runs.sound()) {
      return new ViewCheck(
          view, true, "%s; %,d inserts since the swap".formatted(message, runs.inserts()));
    }
    String error = runs.error().isEmpty() ? "" : ", such as: " + runs.error();
    return new ViewCheck(
        view,
        false,
        ("The view %s does not work as before: of %,d inserts since the swap, %,d reached it more"
                + " than once and %,d failed in it%s; look into system.query_views_log")
            .formatted(view, runs.inserts(), runs.repeated(), runs.failed(), error));
  }

  private static ViewCheck check(View planned, ViewGraph graph, Set<TableName> existing) {
    View now = graph.find(planned.name()).orElse(null);
    if (now == null) {
      return broken(
          planned,
          "it was there when the backfill was planned and is gone; create it again, and bring what"
              + " was inserted since the swap");
    }
    if (!now.definition().equals(planned.definition())) {
      return broken(
          planned,
          "its definition is not the one that the backfill was planned with; make sure that it"
              + " reads and writes the right tables");
    }
    if (planned.kind() == Kind.MATERIALIZED && !sorted(now).equals(sorted(planned))) {
      return broken(
          planned,
          "it fires on inserts into %s instead of %s; recreate the view, so that each insert"
                  .formatted(tables(now), tables(planned))
              + " reaches it once");
    }
    TableName into = now.into();
    if (into != null && !existing.contains(into)) {
      return broken(
          planned, "the table %s that it writes does not exist; create it again".formatted(into));
    }
    return new ViewCheck(planned.name(), true, attached(now));
  }

  private static String attached(View view) {
    String into = view.into() == null ? "" : " and writes into " + view.into();
    return view.kind() == Kind.MATERIALIZED
        ? "unchanged; fires once on inserts into %s%s".formatted(tables(view), into)
        : "unchanged";
  }

  private static ViewCheck broken(View view, String why) {
    return new ViewCheck(
        view.name(), false, "The view %s does not work as before: %s".formatted(view.name(), why));
  }

  private static List<TableName> sorted(View view) {
    return view.firesOn().stream().sorted().toList();
  }

  private static String tables(View view) {
    return view.firesOn().isEmpty()
        ? "no table"
        : String.join(", ", sorted(view).stream().map(TableName::toString).toList());
  }
}
