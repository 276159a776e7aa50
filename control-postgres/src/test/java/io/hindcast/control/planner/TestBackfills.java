package io.hindcast.control.planner;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.Content;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.backfill.Request;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.fence.SourceTally;
import io.hindcast.core.fence.Way;
import io.hindcast.core.plan.Finding;
import io.hindcast.core.plan.Plan;
import io.hindcast.core.plan.PlannedTask;
import io.hindcast.core.plan.PlannedWave;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.RowFilter;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** A store, and backfills to put into it. */
class TestBackfills {
  /** What was counted of a source that parts say nothing of. */
  static final SourceTally TALLY =
      new SourceTally(
          Way.CONTENT,
          new SourceTally.Count(new TableName("shop", "rates"), "at", 0, List.of("a,b", "v"), true),
          "parts",
          List.of(
              new SourceTally.Cell(days(0, 1), 7, Long.MIN_VALUE),
              new SourceTally.Cell(days(1, 2), 0, 0)));

  static final Instant NOW = Instant.parse("2001-06-30T12:34:56.123456Z");
  static final Course COURSE = new Course(3, 2, 1, new Course.Recomputed(1, 2, 3, 4, 5), true);

  private final BackfillStore store;

  TestBackfills(BackfillStore store) {
    this.store = store;
  }

  <T> T in(Function<BackfillTransaction, T> body) {
    return store.inTransaction(body);
  }

  boolean holds(Predicate<BackfillTransaction> question) {
    return store.inTransaction(question::test);
  }

  <T> List<T> list(Function<BackfillTransaction, List<T>> body) {
    return store.inTransaction(body);
  }

  Optional<Backfill> find(UUID id) {
    return store.inTransaction(tx -> tx.find(id));
  }

  void run(Consumer<BackfillTransaction> body) {
    store.inTransaction(tx -> {
      body.accept(tx);
      return true;
    });
  }

  /** Saves a backfill that is there. */
  void save(Backfill backfill) {
    run(tx -> {
      tx.lock(backfill.id());
      tx.save(backfill);
    });
  }

  /** A backfill in that state, stored. */
  Backfill inserted(String name, BackfillState state) {
    Backfill backfill = backfill(name, state);
    run(tx -> tx.insert(backfill));
    return backfill;
  }

  /** A running backfill with two tasks in the first wave and one in the second. */
  UUID planned(String name) {
    Backfill backfill = inserted(name, new BackfillState.Planning());
    run(tx -> {
      tx.lock(backfill.id());
      tx.storePlan(backfill.id(), plan());
      tx.save(backfill.in(new BackfillState.Running(Course.start(2, 3, true))));
    });
    return backfill.id();
  }

  static Backfill backfill(String name, BackfillState state) {
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("ticket", "DATA-1 'quoted' \"twice\" \\ 表");
    Request request =
        new Request(
            "kind: Backfill\n# ünïcode $$ 'x'",
            name,
            "ada",
            "shop.daily",
            labels,
            "bob",
            "CLI",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    return new Backfill(UUID.randomUUID(), request, state, false, NOW);
  }

  static List<BackfillState> states() {
    UUID id = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    return List.of(
        new BackfillState.Planning(),
        new BackfillState.Running(COURSE),
        new BackfillState.Validating(COURSE, id),
        new BackfillState.Settling(COURSE),
        new BackfillState.AwaitingApproval(COURSE, new Content("0123456789abcdef", 5, 2), ""),
        new BackfillState.AwaitingApproval(
            COURSE, new Content("0123456789abcdef", 5, 2), "The approval is void"),
        new BackfillState.AwaitingGroup(COURSE),
        new BackfillState.TakingBack(
            UUID.randomUUID(), ErrorCode.SWAP_CONFLICT, "Another one was refused"),
        new BackfillState.Swapping(COURSE, id),
        new BackfillState.FollowingUp(COURSE),
        new BackfillState.Queued(id, "Waits for another"),
        new BackfillState.Swapped(),
        new BackfillState.RollingBack(id, new BackfillState.Swapped()),
        new BackfillState.RollingBack(id, new BackfillState.Running(COURSE)),
        new BackfillState.RollingBack(id, new BackfillState.FollowingUp(COURSE)),
        new BackfillState.RollingBack(id, new BackfillState.Failed(ErrorCode.STRAY_ROWS, "x")),
        new BackfillState.RollingBack(id, new BackfillState.HotPartition("hot")),
        new BackfillState.RolledBack(),
        new BackfillState.SwappingAgain(id),
        new BackfillState.HotPartition("The sources of partitions 1 kept changing"),
        new BackfillState.Failed(ErrorCode.STRAY_ROWS, "stray rows in 20010101"),
        new BackfillState.Cancelling("Cancelled by ada"),
        new BackfillState.Cancelled("Cancelled by ada"),
        new BackfillState.Rejected(ErrorCode.TABLE_UNKNOWN, "no such table"),
        new BackfillState.NothingToDo("unchanged"));
  }

  /** With what a database could trip over. */
  static final RowFilter FILTER =
      new RowFilter(
          List.of(
              new RowFilter.Clause(
                  List.of(
                      new RowFilter.Term("`a\"b`", "String"), new RowFilter.Term("n % 2", "UInt8")),
                  RowFilter.Sense.EXCEPT,
                  List.of(List.of("it's \0\n\\", "1"), List.of("", "0")))));

  static Plan plan() {
    return new Plan(
        "fix",
        "2.0.0",
        new TableName("shop", "daily"),
        days(0, 4),
        SwapPolicy.Strategy.EXCHANGE,
        true,
        new Plan.Estimate(100, 10, 1000, 2000, 9000),
        List.of("day", "n, with comma"),
        List.of(new PlannedWave(0, 75.0, 3, 2, 60), new PlannedWave(1, 100.0, 1, 1, 40)),
        List.of(
            new PlannedTask("t00001", 0, days(0, 2), List.of("20010101", "20010102"), 20),
            new PlannedTask("t00002", 0, days(2, 3), List.of("20010103"), 40),
            new PlannedTask("t00003", 1, days(3, 4), List.of("20010104"), 40, FILTER)),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new Finding(
                Finding.Severity.WARNING, ErrorCode.SCHEMA_INCOMPATIBLE, "values are converted")));
  }

  static TimeRange days(int from, int to) {
    Instant start = Instant.parse("2001-01-01T00:00:00Z");
    return new TimeRange(start.plus(Duration.ofDays(from)), start.plus(Duration.ofDays(to)));
  }
}
