package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.control.database.Database;
import io.hindcast.core.table.TableName;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.schemas.SwapRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** One swap on a table of its own, in which something dies once or twice. */
final class CrashRun implements AutoCloseable {
  private final SwapFixture fixture;
  private final CrashScenario scenario;
  private final SwapRequest request;
  private final Path directory;
  private final Arrivals arrivals;

  CrashRun(Database database, CrashScenario scenario, Path directory) {
    this.fixture = new SwapFixture(database, CrashScenario.PARTITIONS, CrashScenario.ROWS);
    this.scenario = scenario;
    this.directory = directory;
    this.arrivals = new Arrivals(fixture.target, scenario.arriving(), 0);
    try (SwapRunner runner = fixture.runner()) {
      this.request = scenario.prepare(fixture, runner);
    }
    fixture.store.add(SwapOrder.of(request, "hindcast"));
  }

  UUID swapId() {
    return SwapRequests.swapId(request);
  }

  /** Kills it at the point, starts it again, and returns the steps from there to the end. */
  List<String> kill(Victim victim, CrashPoint point) {
    if (victim == Victim.RELAY) {
      killRelay(point);
      return finish();
    }
    return killServer(victim, point);
  }

  /** Ends the swap with nothing in its way, and returns the steps that it takes. */
  List<String> finish() {
    Interruption none = Interruption.none(arrivals);
    try (SwapRunner runner = runner(none)) {
      runner.wake();
      fixture.awaitEnd(swapId());
    }
    return none.steps();
  }

  /** The process is gone at the point; another need not wait until its lease is over. */
  void killRelay(CrashPoint point) {
    Path log = directory.resolve(swapId() + "-" + point.step() + ".log");
    try (ChildProcess relay = SwapProcess.start(fixture, scenario.arriving(), point, log)) {
      SwapProcess.awaitStandstill(relay, point);
      relay.kill();
    }
    fixture.database.inTransaction(tx ->
        tx.update(
            "UPDATE swap_lease SET expires_at = '-infinity' WHERE target = ?",
            fixture.target.toString()));
  }

  /** The server is started again while the swap tries to go on. */
  private List<String> killServer(Victim victim, CrashPoint point) {
    victim.awaitRestart();
    if (victim == Victim.CLICKHOUSE) {
      arrivals.surviveServer();
    }
    Interruption death = new Interruption(point, arrivals, victim::killAndRestart);
    try (SwapRunner runner = runner(death)) {
      runner.wake();
      fixture.awaitEnd(swapId());
    }
    assertThat(death.happened()).as("%s was reached", point).isTrue();
    if (victim != Victim.KAFKA) { // A swap needs no broker: the next may begin without.
      victim.awaitRestart();
    }
    return death.steps();
  }

  private SwapRunner runner(Interruption interruption) {
    return SwapFixture.runner(HookedStore.around(fixture.store, interruption), fixture.warehouse);
  }

  /** What readers see, and what has been announced. */
  SwapEnd end() {
    return SwapEnd.of(fixture, request);
  }

  /** No row lost, nothing left that should not be, merges of everything on. */
  void check() {
    arrivals.awaitStragglers();
    arrivals.assertEachIsThereOnce();
    SwapEnd end = end();
    UUID backfillId = request.getMeta().getBackfillId();
    assertThat(fixture.leftovers(backfillId))
        .as("tables that are left")
        .containsExactlyInAnyOrderElementsOf(end.kept());
    // Refused by the server while merges stand still.
    ClickHouseSql.execute("OPTIMIZE TABLE %s FINAL".formatted(fixture.target));
    for (String table : end.kept()) {
      TableName name = new TableName("hindcast", table);
      ClickHouseSql.execute("OPTIMIZE TABLE %s FINAL".formatted(name));
    }
  }

  @Override
  public void close() {
    fixture.release(request.getMeta().getBackfillId());
    fixture.close();
  }
}
