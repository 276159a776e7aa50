package io.hindcast.planner;

import static org.awaitility.Awaitility.await;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.VerdictOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** A planner, a source and a target of its own, and backfills that get as far as a test wants. */
final class Scene {
  static final String AT_ONCE = "waves: [100%]\n  swap: {approval: auto, keepPrevious: 1d}";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  PlannerUnderTest planner;
  Answers answers;
  final String db = "scene_" + UUID.randomUUID().toString().substring(0, 8);

  private final Map<String, String> settings;

  /** Two days of rows in the source, every ten minutes one, and an empty target. */
  Scene() throws Exception {
    this(Map.of());
  }

  /** The same, with more settings of the planner. */
  Scene(Map<String, String> settings) throws Exception {
    this(
        settings,
        "CREATE TABLE %1$s.raw (at DateTime('UTC'), v Int32) ENGINE = MergeTree PARTITION BY"
            + " toYYYYMM(at) ORDER BY at",
        "CREATE TABLE %1$s.daily (day Date, n UInt64) ENGINE = MergeTree PARTITION BY"
            + " toYYYYMMDD(day) ORDER BY day",
        "INSERT INTO %1$s.raw SELECT toDateTime('2020-01-01', 'UTC') + number * 600, number FROM"
            + " numbers(1440)");
  }

  /**
   * Tables of a test's own.
   *
   * @param statements with the scene's database as {@code %1$s}
   */
  Scene(String... statements) throws Exception {
    this(Map.of(), statements);
  }

  private Scene(Map<String, String> settings, String... statements) throws Exception {
    this.settings = settings;
    planner = new PlannerUnderTest(settings);
    answers = new Answers(planner);
    planner.sql("CREATE DATABASE " + db);
    for (String statement : statements) {
      planner.sql(statement.formatted(db));
    }
    planner.parts.drivers().start(Duration.ofMillis(200));
  }

  /** Another planner takes the place of this one, with the same settings and clock. */
  void restart() {
    planner.close();
    PlannerUnderTest next = new PlannerUnderTest(settings);
    next.ahead.set(planner.ahead.get());
    planner = next;
    answers = new Answers(next);
    next.parts.drivers().start(Duration.ofMillis(200));
  }

  /** A spec of the days of January 2020 from one to another. */
  String yaml(int from, int to, String more) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: daily-%2$02d, owner: tests}
    spec:
      target: {table: %1$s.daily, key: [day]}
      source: {tables: [%1$s.raw]}
      transform:
        version: 2.0.0
        grain: 1d
        sql: |
          SELECT toDate(at) AS day, count() AS n FROM %1$s.raw
          WHERE at >= {from:DateTime} AND at < {to:DateTime} GROUP BY day
      range: {from: 2020-01-%2$02d, to: 2020-01-%3$02d}
      %4$s
    """
        .formatted(db, from, to, more);
  }

  void submit(UUID id, String yaml) throws Exception {
    planner.deliver(Topics.REQUESTS, Answers.request(id, yaml));
  }

  /** A backfill of the first ten days in one task that is swapped, with nothing to follow up. */
  SwapRequest swapped(UUID id) throws Exception {
    SwapRequest swap = swapping(id);
    answers.swapped(swap);
    awaitState(id, "SWAPPED");
    return swap;
  }

  /** The same up to the request for its swap. */
  SwapRequest swapping(UUID id) throws Exception {
    return swapping(id, yaml(1, 11, AT_ONCE));
  }

  /** With a spec of one task and one wave. */
  SwapRequest swapping(UUID id, String yaml) throws Exception {
    submit(id, yaml);
    answers.work(task(id, 0));
    answers.judge(validation(id, 0), VerdictOutcome.PASSED, List.of());
    return swap(id, 0);
  }

  void control(UUID id, ControlAction action) throws Exception {
    planner.deliver(Topics.CONTROLS, controlOf(id, action));
  }

  /** A decision of a person, for whichever planner. */
  static Control controlOf(UUID id, ControlAction action) {
    return Control.newBuilder()
        .setMeta(Answers.meta(Control.class, id))
        .setAction(action)
        .setRequestedBy("tester")
        .setReason("because of a test")
        .build();
  }

  /** A row that reaches the source late. */
  void lateRow() throws Exception {
    planner.sql("INSERT INTO " + db + ".raw VALUES ('2020-01-05 12:00:00', 1)");
  }

  Task task(UUID id, int index) {
    return awaited(() -> planner.sent(Task.class, id), index);
  }

  ValidationRequest validation(UUID id, int index) {
    return awaited(() -> planner.sent(ValidationRequest.class, id), index);
  }

  SwapRequest swap(UUID id, int index) {
    return awaited(() -> planner.sent(SwapRequest.class, id), index);
  }

  /** The request for a backfill that the planner makes by itself. */
  BackfillRequest request(UUID id) {
    return awaited(() -> planner.sent(BackfillRequest.class, id), 0);
  }

  int swaps(UUID id) {
    return planner.sent(SwapRequest.class, id).size();
  }

  String state(UUID id) {
    return planner.status(id).state();
  }

  void awaitState(UUID id, String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> planner.queries().status(id).map(it -> it.state()).orElse(""), state::equals);
  }

  /** Drops a working table. */
  void drop(TableName table) {
    planner.warehouse.drop(planner.warehouse.own(table));
  }

  /** The beginning of the names of the backfill's working tables. */
  static String prefix(UUID id) {
    return new BackfillNames(id, "hindcast").prefix();
  }

  /** The backfill's tables in the working database, without the beginning of their names. */
  List<String> tables(UUID id) {
    return planner.warehouse.tablesWithPrefix("hindcast", prefix(id)).stream()
        .map(table -> table.table().substring(prefix(id).length()))
        .toList();
  }

  private static <T> T awaited(Supplier<List<T>> messages, int index) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(messages::get, list -> list.size() > index)
        .get(index);
  }

  void close() throws Exception {
    planner.sql("DROP DATABASE " + db + " SYNC");
    planner.close();
  }
}
