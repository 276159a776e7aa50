package io.hindcast.control.planner;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.calibration.Outlook;
import io.hindcast.core.status.BackfillQueries;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.core.status.BackfillSummary;
import io.hindcast.core.status.TaskView;
import io.hindcast.core.task.FailedAttempt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the schema {@code planner} for people. */
public final class PostgresBackfillQueries implements BackfillQueries {
  private static final String LIST =
      """
      SELECT b.*, p.*
      FROM backfill b
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(rows_to_read), 0)::bigint AS read_all,
               coalesce(sum(rows_to_read) FILTER (WHERE state = 'PROMOTED'), 0)::bigint AS read_done,
               count(*)::int AS tasks_total,
               (count(*) FILTER (WHERE state = 'PROMOTED'))::int AS tasks_done
        FROM task WHERE backfill_id = b.id) p
      WHERE (?::text IS NULL OR b.state = ?)
        AND (?::text IS NULL OR b.name = ?)
        AND (?::uuid IS NULL OR b.seq < (SELECT seq FROM backfill WHERE id = ?))
      ORDER BY b.seq DESC LIMIT ?
      """;
  private static final String STATUS =
      """
      SELECT b.*, p.*
      FROM backfill b
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(rows_to_read), 0)::bigint AS read_all,
               coalesce(sum(rows_to_read) FILTER (WHERE state = 'PROMOTED'), 0)::bigint AS read_done,
               count(*)::int AS tasks_total,
               (count(*) FILTER (WHERE state = 'PROMOTED'))::int AS tasks_done,
               (count(*) FILTER (WHERE state = 'DISPATCHED'))::int AS tasks_running,
               (count(*) FILTER (WHERE state = 'GAVE_UP'))::int AS tasks_failed,
               coalesce(sum(cardinality(partitions)) FILTER (WHERE
                 whole_from IS NULL OR whole_from = range_from), 0)::int AS partitions_total,
               coalesce(sum(cardinality(partitions)) FILTER (WHERE state = 'PROMOTED'
                 AND (whole_from IS NULL OR whole_from = range_from)), 0)::int AS partitions_done,
               coalesce(sum(rows_to_read) FILTER (WHERE
                 state NOT IN ('STAGED', 'PROMOTED')), 0)::bigint AS rows_left,
               (count(*) FILTER (WHERE state NOT IN ('STAGED', 'PROMOTED')))::int AS tasks_left,
               coalesce(sum(rows_read), 0)::bigint AS rows_read,
               coalesce(sum(rows_written), 0)::bigint AS rows_written,
               %s
        FROM task WHERE backfill_id = b.id) p
      WHERE b.id = ?
      """
          .formatted(PostgresCalibrationTable.SUMS);
  private static final String WAVES =
      """
      SELECT w.wave, w.percent, w.partitions, t.*
      FROM wave w
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS tasks,
               (count(*) FILTER (WHERE t.state = 'PROMOTED'))::int AS tasks_done
        FROM task t WHERE t.backfill_id = w.backfill_id AND t.wave = w.wave) t
      WHERE backfill_id = ? ORDER BY wave
      """;
  private static final String CHECKS =
      "SELECT * FROM check_result WHERE backfill_id = ? ORDER BY pass, seq LIMIT 1000";
  private static final String GROUP =
      "SELECT id, target, state FROM backfill WHERE group_id = ? ORDER BY seq";
  private static final String SWAPS =
      "SELECT * FROM swap_result WHERE backfill_id = ? ORDER BY at, round";
  private static final String REVERSALS =
      "SELECT * FROM reversal WHERE backfill_id = ? ORDER BY number LIMIT 1000";
  private static final String TASKS =
      """
      SELECT * FROM task
      WHERE backfill_id = ? AND (?::text IS NULL OR state = ?) AND task_id > ?
      ORDER BY task_id LIMIT ?
      """;
  private static final String FAILURES =
      """
      SELECT * FROM task_failure WHERE backfill_id = ? AND task_id = ANY (?)
      ORDER BY task_id, generation, attempt
      """;
  private static final String HISTORY =
      "SELECT * FROM audit WHERE backfill_id = ? ORDER BY seq LIMIT ?";
  private static final String REPEATS =
      """
      SELECT reason FROM audit
      WHERE backfill_id = ? AND event = ?
        AND seq > (SELECT coalesce(max(seq), 0) FROM audit
                   WHERE backfill_id = ? AND state_from <> state_to)
      ORDER BY seq DESC LIMIT 1
      """;

  private final Database database;
  private final InstantSource clock;

  /** On a database whose schema is migrated. */
  public PostgresBackfillQueries(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public List<BackfillSummary> list(Filter filter) {
    return database.readOnly(tx ->
        tx.query(
            LIST,
            PostgresBackfillQueries::summary,
            filter.state(),
            filter.state(),
            filter.name(),
            filter.name(),
            filter.before(),
            filter.before(),
            filter.limit()));
  }

  @Override
  public Optional<BackfillStatus> status(UUID id) {
    return database.readOnly(tx -> tx.first(STATUS, row -> status(tx, id, row), id));
  }

  @Override
  public List<TaskView> tasks(UUID id, @Nullable String state, @Nullable String after, int limit) {
    return database.readOnly(tx -> {
      List<TaskView> tasks =
          tx.query(
              TASKS,
              PostgresBackfillQueries::taskView,
              id,
              state,
              state,
              after == null ? "" : after,
              limit);
      List<String> ids = tasks.stream().map(TaskView::taskId).toList();
      Map<String, List<FailedAttempt>> failures =
          tx.query(FAILURES, TaskRows::failure, id, ids).stream()
              .collect(Collectors.groupingBy(FailedAttempt::taskId));
      return tasks.stream()
          .map(task -> task.with(failures.getOrDefault(task.taskId(), List.of())))
          .toList();
    });
  }

  @Override
  public List<BackfillStatus.HistoryEntry> history(UUID id, int limit) {
    return database.readOnly(
        tx -> tx.query(HISTORY, PostgresBackfillQueries::historyEntry, id, limit));
  }

  @Override
  public Optional<String> repeats(UUID id) {
    return database.readOnly(
        tx -> tx.first(REPEATS, row -> row.string("reason"), id, AuditEntry.SWAP_REPEATS, id));
  }

  private static BackfillSummary summary(Row row) {
    return new BackfillSummary(
        row.uuid("id"),
        row.string("name"),
        row.string("owner"),
        row.string("target"),
        row.string("state"),
        percent(row),
        row.instant("submitted_at"),
        row.optionalInstant("finished_at"),
        reason(row),
        row.optionalUuid("group_id"));
  }

  private BackfillStatus status(Transaction tx, UUID id, Row row) {
    int pass = row.integer("pass");
    String state = row.string("state");
    List<BackfillStatus.Reversal> reversals =
        tx.query(REVERSALS, PostgresBackfillQueries::reversal, id);
    BesideRows beside = BesideRows.of(tx, id);
    return new BackfillStatus(
        id,
        row.string("name"),
        row.string("owner"),
        Labels.read(row.string("labels")),
        state,
        row.flag("paused"),
        reason(row),
        row.string("target"),
        range(row),
        row.string("transform_version"),
        row.string("requested_by"),
        row.string("origin"),
        row.instant("submitted_at"),
        row.optionalInstant("started_at"),
        row.optionalInstant("finished_at"),
        row.integer("catch_ups"),
        row.integer("follow_ups"),
        progress(row),
        tx.query(WAVES, wave -> wave(wave, pass, state), id),
        tx.query(CHECKS, PostgresBackfillQueries::check, id),
        tx.query(SWAPS, PostgresBackfillQueries::swap, id),
        reversals,
        beside.views(),
        beside.fed(),
        beside.addTo(warnings(row, reversals)),
        row.optionalUuid("group_id").map(group -> group(tx, group)),
        outlook(row),
        Optional.empty(),
        Optional.of(StateColumns.content(row)).filter(content -> !content.digest().isEmpty()));
  }

  private static Optional<Outlook> outlook(Row row) {
    return Outlook.of(
        PostgresCalibrationTable.read(row),
        new Outlook.Left(
            row.number("rows_left"), row.integer("tasks_left"), row.integer("parallelism")));
  }

  private static BackfillStatus.Group group(Transaction tx, UUID groupId) {
    return new BackfillStatus.Group(
        groupId,
        tx.query(
            GROUP,
            member ->
                new BackfillStatus.Member(
                    member.uuid("id"), member.string("target"), member.string("state")),
            groupId));
  }

  /** What the plan warned of, and why the newest rollback was refused, if it was. */
  private static List<String> warnings(Row row, List<BackfillStatus.Reversal> reversals) {
    List<String> warnings = new ArrayList<>(row.strings("warnings"));
    if (!reversals.isEmpty()) {
      reversals.getLast().refusal().ifPresent(warnings::add);
    }
    if (row.string("state").equals("FAILED")
        && !row.flag("given_up")
        && row.optionalUuid("group_id").isEmpty()) {
      warnings.add(
          "What it has computed is kept for a while: 'hindcast retry %s' runs only what failed"
              .formatted(row.uuid("id")));
    }
    return warnings;
  }

  private static BackfillStatus.Reversal reversal(Row row) {
    return new BackfillStatus.Reversal(
        row.integer("number"),
        row.string("direction"),
        row.string("requested_by"),
        row.instant("requested_at"),
        row.optionalString("outcome"),
        row.string("code"),
        row.string("message"));
  }

  private static Optional<BackfillStatus.Reason> reason(Row row) {
    return row.optionalString("code")
        .map(code -> new BackfillStatus.Reason(code, row.optionalString("message").orElse("")));
  }

  private static Optional<BackfillStatus.Range> range(Row row) {
    return row.optionalInstant("range_from")
        .map(from -> new BackfillStatus.Range(from, row.instant("range_to")));
  }

  private BackfillStatus.Progress progress(Row row) {
    Instant end = row.optionalInstant("finished_at").orElseGet(clock::instant);
    double elapsed =
        row.optionalInstant("started_at")
            .map(start -> Duration.between(start, end).toMillis() / 1000.0)
            .orElse(0.0);
    Optional<Double> eta =
        row.optionalInstant("finished_at").isPresent()
            ? Optional.empty()
            : outlook(row).map(Outlook::secondsLeft);
    return new BackfillStatus.Progress(
        row.integer("tasks_total"),
        row.integer("tasks_done"),
        row.integer("tasks_running"),
        row.integer("tasks_failed"),
        row.integer("partitions_total"),
        row.integer("partitions_done"),
        row.number("rows_read"),
        row.number("rows_written"),
        percent(row),
        elapsed > 0 ? row.number("rows_read") / elapsed : 0,
        elapsed,
        eta);
  }

  /** By estimated source rows, or by tasks where the sources are empty. */
  private static double percent(Row row) {
    long all = row.number("read_all");
    if (all > 0) {
      return 100.0 * row.number("read_done") / all;
    }
    int tasks = row.integer("tasks_total");
    return tasks == 0 ? 0 : 100.0 * row.integer("tasks_done") / tasks;
  }

  private static BackfillStatus.Wave wave(Row row, int pass, String state) {
    int wave = row.integer("wave");
    return new BackfillStatus.Wave(
        wave,
        row.real("percent"),
        row.integer("partitions"),
        row.integer("tasks"),
        row.integer("tasks_done"),
        waveState(wave, pass, state));
  }

  private static String waveState(int wave, int pass, String state) {
    if (wave > pass) {
      return "WAITING";
    }
    if (wave < pass) {
      return "PASSED";
    }
    return switch (state) {
      case "RUNNING", "VALIDATING", "CANCELLING", "FAILED", "HOT_PARTITION", "CANCELLED" -> state;
      case "PLANNING", "QUEUED", "REJECTED", "NOTHING_TO_DO" -> "WAITING";
      default -> "PASSED";
    };
  }

  private static BackfillStatus.Check check(Row row) {
    return new BackfillStatus.Check(
        row.integer("pass"),
        row.string("name"),
        row.string("outcome"),
        row.string("expected"),
        row.string("actual"),
        row.string("message"),
        row.strings("partitions"));
  }

  private static ResultTable.SwapLine swap(Row row) {
    return new ResultTable.SwapLine(
        row.uuid("swap_id"),
        row.integer("round"),
        row.string("outcome"),
        row.instant("at"),
        row.string("previous_table"),
        row.integer("partitions"),
        row.number("rows_before"),
        row.number("rows_after"),
        row.number("carried_rows"),
        row.number("merges_stopped_ms"),
        row.number("exchange_micros"),
        row.string("code"),
        row.string("message"),
        row.optionalUuid("group_id").orElse(null),
        row.number("group_gap_micros"));
  }

  private static TaskView taskView(Row row) {
    return new TaskView(
        row.string("task_id"),
        row.integer("wave"),
        row.integer("generation"),
        row.string("state"),
        row.integer("attempt"),
        row.optionalString("worker_id"),
        row.instant("range_from"),
        row.instant("range_to"),
        row.strings("partitions"),
        row.number("rows_read"),
        row.number("rows_written"),
        row.number("duration_ms"),
        reason(row),
        List.of());
  }

  private static BackfillStatus.HistoryEntry historyEntry(Row row) {
    return new BackfillStatus.HistoryEntry(
        row.instant("at"),
        row.string("event"),
        row.string("state_from"),
        row.string("state_to"),
        row.string("by"),
        row.string("reason"));
  }
}
