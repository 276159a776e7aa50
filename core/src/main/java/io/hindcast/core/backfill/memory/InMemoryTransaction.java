package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
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
import io.hindcast.core.plan.Plan;
import io.hindcast.core.plan.PlannedTask;
import io.hindcast.core.task.TaskTable;
import io.hindcast.core.worker.WorkerTable;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The open transaction. */
final class InMemoryTransaction implements BackfillTransaction {
  private static final int DIGITS = 12;

  private final Tables tables;

  InMemoryTransaction(Tables tables) {
    this.tables = tables;
  }

  @Override
  public boolean firstTime(String consumer, UUID eventId) {
    return tables.processed.add(new Tables.Processed(consumer, eventId), true);
  }

  @Override
  public boolean insert(Backfill backfill) {
    boolean added = tables.backfills.add(backfill.id(), backfill);
    if (added) {
      tables.lock(backfill);
      if (backfill.state().terminal()) {
        tables.finished.put(backfill.id(), backfill.submittedAt());
      }
    }
    return added;
  }

  @Override
  public Optional<Backfill> find(UUID id) {
    return tables.backfills.find(id);
  }

  @Override
  public Optional<Backfill> lock(UUID id) {
    Optional<Backfill> found = find(id);
    found.ifPresent(tables::lock);
    return found;
  }

  @Override
  public List<Backfill> group(UUID groupId) {
    return tables.backfills.values().stream()
        .filter(backfill -> groupId.equals(backfill.groupId()))
        .toList();
  }

  @Override
  public void save(Backfill backfill) {
    UUID id = backfill.id();
    tables.requireLocked(id);
    String before = tables.backfills.find(id).map(it -> it.state().label()).orElse("");
    if (!before.equals(backfill.state().label())) {
      tables.clean.remove(id);
    }
    tables.backfills.put(id, backfill);
    course(backfill.state()).ifPresent(course -> tables.courses.put(id, course));
    if (backfill.state().terminal()) {
      tables.finished.add(id, tables.clock.instant());
    } else if (!backfill.state().reversing()) {
      tables.finished.remove(id);
    }
  }

  private static Optional<Course> course(BackfillState state) {
    return switch (state) {
      case BackfillState.Running running -> Optional.of(running.course());
      case BackfillState.Validating validating -> Optional.of(validating.course());
      case BackfillState.Settling settling -> Optional.of(settling.course());
      case BackfillState.AwaitingApproval awaiting -> Optional.of(awaiting.course());
      case BackfillState.AwaitingGroup awaiting -> Optional.of(awaiting.course());
      case BackfillState.Swapping swapping -> Optional.of(swapping.course());
      case BackfillState.FollowingUp following -> Optional.of(following.course());
      case BackfillState.RollingBack rolling -> course(rolling.origin());
      case BackfillState.Planning ignored -> Optional.empty();
      case BackfillState.Queued ignored -> Optional.empty();
      case BackfillState.TakingBack ignored -> Optional.empty();
      case BackfillState.SwappingAgain ignored -> Optional.empty();
      case BackfillState.Cancelling ignored -> Optional.empty();
      case BackfillState.Swapped ignored -> Optional.empty();
      case BackfillState.RolledBack ignored -> Optional.empty();
      case BackfillState.Failed ignored -> Optional.empty();
      case BackfillState.HotPartition ignored -> Optional.empty();
      case BackfillState.Cancelled ignored -> Optional.empty();
      case BackfillState.Rejected ignored -> Optional.empty();
      case BackfillState.NothingToDo ignored -> Optional.empty();
    };
  }

  /** Those that have failed come last: there may be many, and little to do for each. */
  @Override
  public List<UUID> open(int limit) {
    return tables.backfills.values().stream()
        .filter(backfill -> !backfill.state().terminal() || !tables.clean.has(backfill.id()))
        .sorted(Comparator.comparing(backfill -> backfill.state() instanceof BackfillState.Failed))
        .map(Backfill::id)
        .limit(limit)
        .toList();
  }

  @Override
  public void markClean(UUID id) {
    tables.clean.put(id, true);
  }

  @Override
  public void storePlan(UUID id, Plan plan) {
    tables.requireLocked(id);
    tables.columns.put(id, plan.columns());
    tables.started.put(id, tables.clock.instant());
    new InMemoryTaskTable(tables, id)
        .insert(plan.tasks().stream().map(PlannedTask::pending).toList());
  }

  @Override
  public List<String> columns(UUID id) {
    return tables.columns.find(id).orElse(List.of());
  }

  @Override
  public Optional<Course> course(UUID id) {
    return tables.courses.find(id);
  }

  @Override
  public FailedWork failed(UUID id) {
    return new InMemoryFailedWork(tables, id);
  }

  @Override
  public DeadLetterTable deadLetters() {
    return new InMemoryDeadLetterTable(tables);
  }

  @Override
  public WorkerTable workers() {
    return new InMemoryWorkerTable(tables);
  }

  @Override
  public PaceTable pace() {
    return new InMemoryPaceTable(tables);
  }

  @Override
  public Measured earlier(String target) {
    return tables.backfills.values().stream()
        .filter(backfill -> backfill.request().target().equals(target))
        .map(backfill -> new InMemoryCalibrationTable(tables, backfill.id()).measured())
        .filter(measured -> measured.tasks() > 0)
        .reduce(Measured.NOTHING, (older, newer) -> newer);
  }

  @Override
  public TaskTable tasks(UUID id) {
    return new InMemoryTaskTable(tables, id);
  }

  @Override
  public CalibrationTable calibration(UUID id) {
    return new InMemoryCalibrationTable(tables, id);
  }

  @Override
  public ResultTable results(UUID id) {
    return new InMemoryResultTable(tables.of(id));
  }

  @Override
  public ClaimTable claims(String target) {
    return new InMemoryClaimTable(tables, target);
  }

  @Override
  public ReversalTable reversals(UUID id) {
    return new InMemoryReversalTable(tables.of(id));
  }

  @Override
  public KeptTables kept(UUID id) {
    return new InMemoryKeptTables(tables, id);
  }

  @Override
  public ProvenanceTable provenance(String target) {
    return new InMemoryProvenanceTable(tables, target);
  }

  @Override
  public List<Backfill> beginningWith(Collection<String> digits) {
    return tables.backfills.values().stream()
        .filter(it -> digits.contains(it.id().toString().replace("-", "").substring(0, DIGITS)))
        .toList();
  }

  @Override
  public List<UUID> keeping(int limit) {
    return tables.backfills.values().stream()
        .filter(it -> it.state().terminal() && !(it.state() instanceof BackfillState.Rejected))
        .map(Backfill::id)
        .filter(id -> tables.of(id).kept.values().stream().anyMatch(row -> row.droppedAt() == null))
        .limit(limit)
        .toList();
  }

  @Override
  public DependentTable dependents(UUID id) {
    return new InMemoryDependentTable(tables.of(id));
  }

  @Override
  public void audit(UUID id, AuditEntry entry) {
    Belongings belongings = tables.of(id);
    belongings.history.put(belongings.history.size(), entry);
  }

  @Override
  public Optional<Instant> entered(UUID id, String state) {
    return tables.of(id).history.values().stream()
        .filter(entry -> entry.to().equals(state) && !entry.from().equals(state))
        .map(AuditEntry::at)
        .reduce((earlier, later) -> later);
  }

  @Override
  public void send(OutboxMessage message) {
    tables.outbox.put(tables.outbox.size(), message);
  }

  @Override
  public void sendAgain(OutboxMessage message) {
    send(message);
  }
}
