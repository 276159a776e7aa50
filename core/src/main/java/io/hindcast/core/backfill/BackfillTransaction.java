package io.hindcast.core.backfill;

import io.hindcast.core.calibration.CalibrationTable;
import io.hindcast.core.calibration.Measured;
import io.hindcast.core.deadletter.DeadLetterTable;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.pace.PaceTable;
import io.hindcast.core.plan.Plan;
import io.hindcast.core.task.TaskTable;
import io.hindcast.core.worker.WorkerTable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The planner's state within one transaction. */
public interface BackfillTransaction {

  /** Whether the consumer has not processed the event before; remembers it. */
  boolean firstTime(String consumer, UUID eventId);

  /** Adds a backfill; false, and nothing happens, when its id is taken. */
  boolean insert(Backfill backfill);

  /** The backfill, as it is. */
  Optional<Backfill> find(UUID id);

  /**
   * The backfill, with no other transaction able to change it, or another one of its group, until
   * this one ends.
   */
  Optional<Backfill> lock(UUID id);

  /** All of a group, in the spec's order. One of them must be locked. */
  List<Backfill> group(UUID groupId);

  /** Writes state and pause. The backfill must be locked. */
  void save(Backfill backfill);

  /** Ids of backfills that something is still to be done for, oldest first. */
  List<UUID> open(int limit);

  /** Notes that a finished backfill left no working tables. */
  void markClean(UUID id);

  /** Stores the plan's figures and its tasks, all pending in their waves' passes. */
  void storePlan(UUID id, Plan plan);

  /** The transform's output columns, as planned. */
  List<String> columns(UUID id);

  /** The backfill's tasks. */
  TaskTable tasks(UUID id);

  /** How fast the backfill's tasks are. */
  CalibrationTable calibration(UUID id);

  /** What the tasks of the newest backfill of a target took that has promoted any. */
  Measured earlier(String target);

  /** The backfill's verdicts and swaps. */
  ResultTable results(UUID id);

  /** Claims on the partitions of a target, {@code database.table}. */
  ClaimTable claims(String target);

  /** The backfill's rollbacks. */
  ReversalTable reversals(UUID id);

  /** What is kept of the backfill's swaps. */
  KeptTables kept(UUID id);

  /** Backfills whose ids begin with one of these digits, hyphens left out. */
  List<Backfill> beginningWith(Collection<String> digits);

  /** Ids of ended backfills that something is still kept of, oldest first. */
  List<UUID> keeping(int limit);

  /** The course of a backfill that has, or had, a plan; also after it has ended. */
  Optional<Course> course(UUID id);

  /** What is kept of the backfill's work should it have failed. */
  FailedWork failed(UUID id);

  /** Workers that were heard of. */
  WorkerTable workers();

  /** Messages that consumers have put aside. */
  DeadLetterTable deadLetters();

  /** What is beside the backfill's target. */
  DependentTable dependents(UUID id);

  /** Pools, and how fast backfills may go. */
  PaceTable pace();

  /** What produced the live content of a target, {@code database.table}. */
  ProvenanceTable provenance(String target);

  /** Adds a line to the history. */
  void audit(UUID id, AuditEntry entry);

  /**
   * When the backfill last came into a state from another one, as its history has it.
   *
   * @param state as {@link BackfillState#label()} has it
   */
  Optional<Instant> entered(UUID id, String state);

  /** Publishes with the commit. */
  void send(OutboxMessage message);

  /** Publishes with the commit, also what was published before under the same id. */
  void sendAgain(OutboxMessage message);
}
