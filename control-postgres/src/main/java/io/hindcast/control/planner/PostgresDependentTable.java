package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.backfill.DependentTable;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewCheck;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One backfill's rows of the tables planned_view, fed_table, view_check and rebuild. */
final class PostgresDependentTable implements DependentTable {
  private static final String INSERT_VIEW =
      """
      INSERT INTO planned_view (backfill_id, seq, view_database, view_name, kind, fires_databases,
                                fires_names, into_database, into_name, definition)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String INSERT_FED =
      """
      INSERT INTO fed_table (backfill_id, seq, table_name, from_table, action, message, spec_yaml)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String VIEWS =
      "SELECT * FROM planned_view WHERE backfill_id = ? ORDER BY seq";
  private static final String UNCHECKED =
      """
      SELECT swap_id, at FROM swap_result s
      WHERE backfill_id = ? AND outcome IN ('COMPLETED', 'ROLLED_BACK')
        AND NOT EXISTS (SELECT FROM view_check_run r
                        WHERE r.backfill_id = s.backfill_id AND r.swap_id = s.swap_id)
      ORDER BY at, round
      """;
  private static final String INSERT_RUN =
      """
      INSERT INTO view_check_run (backfill_id, swap_id, at) VALUES (?, ?, ?)
      ON CONFLICT (backfill_id, swap_id) DO NOTHING
      """;
  private static final String INSERT_CHECK =
      """
      INSERT INTO view_check (backfill_id, swap_id, seq, view_name, intact, message)
      VALUES (?, ?, ?, ?, ?, ?)
      """;
  private static final String NEWEST =
      """
      SELECT swap_id, at FROM swap_result
      WHERE backfill_id = ? AND outcome IN ('COMPLETED', 'ROLLED_BACK')
      ORDER BY at DESC, round DESC LIMIT 1
      """;
  private static final String AWAITING =
      """
      SELECT * FROM fed_table f
      WHERE backfill_id = ? AND spec_yaml IS NOT NULL
        AND NOT EXISTS (SELECT FROM rebuild r WHERE r.backfill_id = f.backfill_id
                          AND r.table_name = f.table_name AND r.swap_id = ?)
      ORDER BY seq
      """;
  private static final String INSERT_REBUILD =
      """
      INSERT INTO rebuild (backfill_id, table_name, swap_id, child_id) VALUES (?, ?, ?, ?)
      ON CONFLICT (backfill_id, table_name, swap_id) DO NOTHING
      """;

  private final Transaction tx;
  private final UUID id;

  PostgresDependentTable(Transaction tx, UUID id) {
    this.tx = tx;
    this.id = id;
  }

  @Override
  public void insert(List<View> views, List<Fed> fed) {
    tx.batch(
        INSERT_VIEW,
        IntStream.range(0, views.size()).mapToObj(i -> viewValues(i, views.get(i))).toList());
    tx.batch(
        INSERT_FED,
        IntStream.range(0, fed.size()).mapToObj(i -> fedValues(i, fed.get(i))).toList());
  }

  private List<@Nullable Object> viewValues(int seq, View view) {
    TableName into = view.into();
    return Arrays.asList(
        id,
        seq,
        view.name().place(),
        view.name().table(),
        view.kind(),
        view.firesOn().stream().map(TableName::place).toList(),
        view.firesOn().stream().map(TableName::table).toList(),
        into == null ? null : into.place(),
        into == null ? null : into.table(),
        view.definition());
  }

  private List<@Nullable Object> fedValues(int seq, Fed fed) {
    return Arrays.asList(
        id,
        seq,
        fed.table().toString(),
        fed.from().toString(),
        fed.action(),
        fed.message(),
        fed.specYaml());
  }

  @Override
  public List<View> views() {
    return tx.query(VIEWS, PostgresDependentTable::view, id);
  }

  @Override
  public List<Published> unchecked() {
    return tx.query(UNCHECKED, PostgresDependentTable::published, id);
  }

  @Override
  public void saveChecks(UUID swapId, Instant at, List<ViewCheck> checks) {
    if (tx.update(INSERT_RUN, id, swapId, at) == 0) {
      return;
    }
    tx.batch(
        INSERT_CHECK,
        IntStream.range(0, checks.size())
            .mapToObj(i -> checkValues(swapId, i, checks.get(i)))
            .toList());
  }

  private List<Object> checkValues(UUID swapId, int seq, ViewCheck check) {
    return List.of(id, swapId, seq, check.view().toString(), check.intact(), check.message());
  }

  @Override
  public Optional<Published> newest() {
    return tx.first(NEWEST, PostgresDependentTable::published, id);
  }

  @Override
  public List<Fed> awaiting(UUID swapId) {
    return tx.query(AWAITING, PostgresDependentTable::fed, id, swapId);
  }

  @Override
  public void saveRebuild(Rebuild rebuild) {
    tx.update(INSERT_REBUILD, id, rebuild.table().toString(), rebuild.swapId(), rebuild.childId());
  }

  private static View view(Row row) {
    List<String> databases = row.strings("fires_databases");
    List<String> names = row.strings("fires_names");
    return new View(
        TableName.in(row.string("view_database"), row.string("view_name")),
        row.choice("kind", View.Kind.class),
        IntStream.range(0, names.size())
            .mapToObj(i -> TableName.in(databases.get(i), names.get(i)))
            .toList(),
        row.optionalString("into_name")
            .map(name -> TableName.in(row.string("into_database"), name))
            .orElse(null),
        "",
        row.string("definition"));
  }

  private static Published published(Row row) {
    return new Published(row.uuid("swap_id"), row.instant("at"));
  }

  private static Fed fed(Row row) {
    return new Fed(
        TableName.parse(row.string("table_name")),
        TableName.parse(row.string("from_table")),
        row.string("action"),
        row.string("message"),
        row.optionalString("spec_yaml").orElse(null));
  }
}
