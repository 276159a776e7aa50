package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.status.BackfillStatus.BesideView;
import io.hindcast.core.status.BackfillStatus.Fed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What people see of the views and tables beside a backfill's target. */
record BesideRows(List<BesideView> views, List<Fed> fed) {
  private static final Set<String> ENDED_BADLY =
      Set.of("FAILED", "CANCELLED", "REJECTED", "HOT_PARTITION");

  private static final String VIEWS =
      """
      SELECT * FROM view_check c
      WHERE backfill_id = ? AND swap_id =
        (SELECT r.swap_id FROM view_check_run r JOIN swap_result s USING (backfill_id, swap_id)
         WHERE r.backfill_id = c.backfill_id ORDER BY s.at DESC, s.round DESC LIMIT 1)
      ORDER BY seq
      """;
  private static final String FED =
      """
      SELECT f.*, b.id AS child, b.state AS child_state
      FROM fed_table f
      LEFT JOIN LATERAL (SELECT child_id FROM rebuild r
                         WHERE r.backfill_id = f.backfill_id AND r.table_name = f.table_name
                         ORDER BY r.seq DESC LIMIT 1) newest ON true
      LEFT JOIN backfill b ON b.id = newest.child_id
      WHERE f.backfill_id = ? ORDER BY f.seq
      """;

  static BesideRows of(Transaction tx, UUID id) {
    return new BesideRows(
        tx.query(VIEWS, BesideRows::view, id), tx.query(FED, BesideRows::fed, id));
  }

  /** The warnings, and what is wrong beside the target. */
  List<String> addTo(List<String> warnings) {
    List<String> all = new ArrayList<>(warnings);
    views.stream().filter(view -> !view.intact()).map(BesideView::message).forEach(all::add);
    fed.stream()
        .filter(table -> table.state().filter(ENDED_BADLY::contains).isPresent())
        .map(table ->
            "%s is not rebuilt: its backfill %s is %s"
                .formatted(
                    table.table(),
                    table.backfillId().map(UUID::toString).orElse(""),
                    table.state().orElse("")))
        .forEach(all::add);
    return all;
  }

  private static BesideView view(Row row) {
    return new BesideView(row.string("view_name"), row.flag("intact"), row.string("message"));
  }

  private static Fed fed(Row row) {
    return new Fed(
        row.string("table_name"),
        row.string("from_table"),
        row.string("action"),
        row.string("message"),
        row.optionalUuid("child"),
        row.optionalString("child_state"));
  }
}
