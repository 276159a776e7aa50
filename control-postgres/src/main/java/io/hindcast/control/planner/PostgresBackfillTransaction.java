package io.hindcast.control.planner;

import io.hindcast.control.database.Transaction;
import io.hindcast.control.inbox.ProcessedEvents;
import io.hindcast.control.outbox.Outbox;
import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ClaimTable;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.backfill.DependentTable;
import io.hindcast.core.backfill.FailedWork;
import io.hindcast.core.backfill.KeptTables;
import io.hindcast.core.backfill.ProvenanceTable;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.backfill.ReversalTable;
import io.hindcast.core.calibration.CalibrationTable;
import io.hindcast.core.calibration.Measured;
import io.hindcast.core.deadletter.DeadLetterTable;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.pace.PaceTable;
import io.hindcast.core.plan.Finding;
import io.hindcast.core.plan.Plan;
import io.hindcast.core.plan.PlannedTask;
import io.hindcast.core.task.TaskTable;
import io.hindcast.core.worker.WorkerTable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One open transaction of the planner. */
final class PostgresBackfillTransaction implements BackfillTransaction {
  private static final String INSERT =
      """
      INSERT INTO backfill (id, name, owner, target, labels, spec_yaml, requested_by, origin,
                            traceparent, submitted_at, state, paused, code, message, finished_at,
                            group_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING
      """;
  private static final String FIND = "SELECT * FROM backfill WHERE id = ?";
  private static final String LOCK = "SELECT * FROM backfill WHERE id = ? FOR UPDATE";

  /** The first of a group is locked before any other one, so that no two wait for each other. */
  private static final String LOCK_FIRST =
      """
      SELECT * FROM backfill
      WHERE id = (SELECT coalesce(group_id, id) FROM backfill WHERE id = ?) FOR UPDATE
      """;

  private static final String GROUP = "SELECT * FROM backfill WHERE group_id = ? ORDER BY seq";
  static final String OPEN =
      """
      SELECT id FROM backfill
      WHERE state NOT IN
        ('SWAPPED', 'ROLLED_BACK', 'FAILED', 'HOT_PARTITION', 'CANCELLED', 'REJECTED',
         'NOTHING_TO_DO') OR NOT clean
      ORDER BY state = 'FAILED', seq LIMIT ?
      """;
  private static final String COURSE = "SELECT * FROM backfill WHERE id = ? AND waves > 0";
  private static final String BEGINNING_WITH =
      "SELECT * FROM backfill WHERE left(replace(id::text, '-', ''), 12) = ANY (?) ORDER BY seq";
  private static final String KEEPING =
      """
      SELECT id FROM backfill b
      WHERE state IN ('SWAPPED', 'ROLLED_BACK', 'FAILED', 'HOT_PARTITION', 'CANCELLED')
        AND EXISTS (SELECT FROM kept_table k WHERE k.backfill_id = b.id AND k.dropped_at IS NULL)
      ORDER BY seq LIMIT ?
      """;
  private static final String MARK_CLEAN = "UPDATE backfill SET clean = true WHERE id = ?";
  private static final String COLUMNS = "SELECT columns FROM backfill WHERE id = ?";
  private static final String STORE_PLAN =
      """
      UPDATE backfill SET columns = ?, warnings = ?, range_from = ?, range_to = ?,
                          transform_version = ?, parallelism = ?, started_at = now()
      WHERE id = ?
      """;
  private static final String INSERT_WAVE =
      "INSERT INTO wave (backfill_id, wave, percent, partitions, tasks) VALUES (?, ?, ?, ?, ?)";
  private static final String AUDIT =
      """
      INSERT INTO audit (backfill_id, at, event, state_from, state_to, by, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ENTERED =
      """
      SELECT at FROM audit WHERE backfill_id = ? AND state_to = ? AND state_from <> state_to
      ORDER BY seq DESC LIMIT 1
      """;

  private final Transaction tx;

  PostgresBackfillTransaction(Transaction tx) {
    this.tx = tx;
  }

  @Override
  public boolean firstTime(String consumer, UUID eventId) {
    return ProcessedEvents.firstTime(tx, consumer, eventId);
  }

  @Override
  public boolean insert(Backfill backfill) {
    return tx.update(INSERT, BackfillRows.insertValues(backfill)) == 1;
  }

  @Override
  public Optional<Backfill> find(UUID id) {
    return tx.first(FIND, BackfillRows::backfill, id);
  }

  @Override
  public Optional<Backfill> lock(UUID id) {
    Optional<Backfill> first = tx.first(LOCK_FIRST, BackfillRows::backfill, id);
    return first.isEmpty() || first.get().id().equals(id)
        ? first
        : tx.first(LOCK, BackfillRows::backfill, id);
  }

  @Override
  public List<Backfill> group(UUID groupId) {
    return tx.query(GROUP, BackfillRows::backfill, groupId);
  }

  @Override
  public void save(Backfill backfill) {
    StateColumns columns = StateColumns.of(backfill.state());
    tx.updateOne(
        "Backfill %s cannot be saved".formatted(backfill.id()),
        columns.updateSql(),
        columns.updateValues(backfill));
  }

  @Override
  public List<UUID> open(int limit) {
    return tx.query(OPEN, row -> row.uuid("id"), limit);
  }

  @Override
  public void markClean(UUID id) {
    tx.update(MARK_CLEAN, id);
  }

  /** Notes are of the plan alone. */
  private static List<String> warnings(Plan plan) {
    return plan.findings().stream()
        .filter(finding -> finding.severity() != Finding.Severity.NOTE)
        .map(Finding::message)
        .toList();
  }

  @Override
  public void storePlan(UUID id, Plan plan) {
    List<String> warnings = warnings(plan);
    tx.updateOne(
        "The plan of backfill %s cannot be stored".formatted(id),
        STORE_PLAN,
        plan.columns(),
        warnings,
        plan.range().from(),
        plan.range().to(),
        plan.transformVersion(),
        plan.workload().parallelism(),
        id);
    tx.batch(
        INSERT_WAVE,
        plan.waves().stream()
            .map(w -> List.of(id, w.index(), w.percent(), w.partitions(), w.tasks()))
            .toList());
    new PostgresTaskTable(tx, id).insert(plan.tasks().stream().map(PlannedTask::pending).toList());
  }

  @Override
  public List<String> columns(UUID id) {
    return tx.first(COLUMNS, row -> row.strings("columns"), id).orElse(List.of());
  }

  @Override
  public TaskTable tasks(UUID id) {
    return new PostgresTaskTable(tx, id);
  }

  @Override
  public CalibrationTable calibration(UUID id) {
    return new PostgresCalibrationTable(tx, id);
  }

  @Override
  public Measured earlier(String target) {
    return PostgresCalibrationTable.earlier(tx, target);
  }

  @Override
  public ResultTable results(UUID id) {
    return new PostgresResultTable(tx, id);
  }

  @Override
  public ClaimTable claims(String target) {
    return new PostgresClaimTable(tx, target);
  }

  @Override
  public ReversalTable reversals(UUID id) {
    return new PostgresReversalTable(tx, id);
  }

  @Override
  public KeptTables kept(UUID id) {
    return new PostgresKeptTables(tx, id);
  }

  @Override
  public List<Backfill> beginningWith(Collection<String> digits) {
    return tx.query(BEGINNING_WITH, BackfillRows::backfill, digits);
  }

  @Override
  public List<UUID> keeping(int limit) {
    return tx.query(KEEPING, row -> row.uuid("id"), limit);
  }

  @Override
  public Optional<Course> course(UUID id) {
    return tx.first(COURSE, StateColumns::course, id);
  }

  @Override
  public FailedWork failed(UUID id) {
    return new PostgresFailedWork(tx, id);
  }

  @Override
  public DeadLetterTable deadLetters() {
    return new PostgresDeadLetterTable(tx);
  }

  @Override
  public WorkerTable workers() {
    return new PostgresWorkerTable(tx);
  }

  @Override
  public DependentTable dependents(UUID id) {
    return new PostgresDependentTable(tx, id);
  }

  @Override
  public PaceTable pace() {
    return new PostgresPaceTable(tx);
  }

  @Override
  public ProvenanceTable provenance(String target) {
    return new PostgresProvenanceTable(tx, target);
  }

  @Override
  public void audit(UUID id, AuditEntry entry) {
    tx.update(
        AUDIT, id, entry.at(), entry.event(), entry.from(), entry.to(), entry.by(), entry.reason());
  }

  @Override
  public Optional<Instant> entered(UUID id, String state) {
    return tx.first(ENTERED, row -> row.instant("at"), id, state);
  }

  @Override
  public void send(OutboxMessage message) {
    Outbox.insert(tx, List.of(message));
  }

  @Override
  public void sendAgain(OutboxMessage message) {
    Outbox.insertAgain(tx, message);
  }
}
