package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.OutboxMessage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class PostgresBackfillStoreIT {
  private static final TestBackfills BACKFILLS = TestBackfills.migrated();

  @AfterAll
  static void close() {
    BACKFILLS.database().close();
  }

  static List<BackfillState> states() {
    return TestBackfills.states();
  }

  @Test
  void everyStateIsTried() {
    assertThat(states().stream().<Class<?>>map(BackfillState::getClass).toList())
        .containsOnly(BackfillState.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("states")
  void aBackfillComesBackInEveryState(BackfillState state) {
    Backfill planning = BACKFILLS.inserted("round-trip", new BackfillState.Planning());
    Backfill there = planning.in(state).pause();
    BACKFILLS.run(tx -> tx.save(there));

    assertThat(BACKFILLS.find(there.id())).contains(there);
    Optional<Backfill> locked = BACKFILLS.in(tx -> tx.lock(there.id()));
    assertThat(locked).contains(there);
    BACKFILLS.run(tx -> tx.save(there.resume()));
    assertThat(BACKFILLS.find(there.id())).contains(there.resume());
  }

  @Test
  void aBackfillMayBeBornRejected() {
    Backfill rejected =
        BACKFILLS.inserted("born", new BackfillState.Rejected(ErrorCode.SPEC_INVALID, "line 3"));

    assertThat(BACKFILLS.find(rejected.id())).contains(rejected);
  }

  @Test
  void anIdIsTakenOnce() {
    Backfill first = BACKFILLS.inserted("first", new BackfillState.Planning());
    Backfill second =
        new Backfill(
            first.id(),
            TestBackfills.backfill("second", first.state()).request(),
            first.state(),
            false,
            TestBackfills.NOW);

    assertThat(BACKFILLS.holds(tx -> tx.insert(second))).isFalse();
    assertThat(BACKFILLS.find(first.id())).contains(first);
  }

  @Test
  void whatIsNotThereIsNeitherFoundNorSaved() {
    Backfill stranger = TestBackfills.backfill("stranger", new BackfillState.Planning());

    assertThat(BACKFILLS.find(stranger.id())).isEmpty();
    assertThat(BACKFILLS.holds(tx -> tx.lock(stranger.id()).isEmpty())).isTrue();
    assertThat(BACKFILLS.list(tx -> tx.columns(stranger.id()))).isEmpty();
    assertThatThrownBy(() -> BACKFILLS.run(tx -> tx.save(stranger)))
        .isInstanceOf(HindcastException.class)
        .hasMessageContaining(stranger.id().toString());
  }

  @Test
  void anEventIsProcessedOncePerConsumer() {
    UUID event = UUID.randomUUID();

    assertThat(BACKFILLS.holds(tx -> tx.firstTime("a", event))).isTrue();
    assertThat(BACKFILLS.holds(tx -> tx.firstTime("a", event))).isFalse();
    assertThat(BACKFILLS.holds(tx -> tx.firstTime("b", event))).isTrue();
  }

  @Test
  void anEventOfARolledBackTransactionIsProcessedAgain() {
    UUID event = UUID.randomUUID();

    assertThatThrownBy(() ->
            BACKFILLS.run(tx -> {
              tx.firstTime("a", event);
              throw new IllegalStateException("crash");
            }))
        .hasMessage("crash");
    assertThat(BACKFILLS.holds(tx -> tx.firstTime("a", event))).isTrue();
  }

  @Test
  void openAreThoseThatSomethingIsToBeDoneFor() {
    UUID running = BACKFILLS.planned("open-running");
    Backfill failed =
        BACKFILLS.inserted("open-failed", new BackfillState.Failed(ErrorCode.INTERNAL, "no"));
    Backfill swapped = BACKFILLS.inserted("open-swapped", new BackfillState.Planning());
    BACKFILLS.run(tx -> {
      tx.save(swapped.in(new BackfillState.Swapped()));
      tx.markClean(swapped.id());
    });

    List<UUID> open = BACKFILLS.list(tx -> tx.open(1000));

    assertThat(open).containsSubsequence(running, failed.id()).doesNotContain(swapped.id());
    assertThat(BACKFILLS.list(tx -> tx.open(1))).hasSize(1);
    BACKFILLS.run(tx -> tx.markClean(failed.id()));
    assertThat(BACKFILLS.list(tx -> tx.open(1000))).doesNotContain(failed.id());
  }

  @Test
  void aLockedBackfillIsWaitedForAndSeenAsTheOtherLeftIt() throws Exception {
    Backfill planning = BACKFILLS.inserted("locked", new BackfillState.Planning());
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          threads.submit(() ->
              BACKFILLS.run(tx -> {
                Backfill mine = tx.lock(planning.id()).orElseThrow();
                locked.countDown();
                await(goOn);
                tx.save(mine.in(new BackfillState.Cancelled("by the first")));
              }));
      await(locked);
      Future<BackfillState> second =
          threads.submit(() -> BACKFILLS.in(tx -> tx.lock(planning.id()).orElseThrow()).state());
      Awaitility.await().until(PostgresBackfillStoreIT::somebodyWaitsForALock);
      assertThat(BACKFILLS.find(planning.id())).contains(planning);
      assertThat(second).isNotDone();
      goOn.countDown();

      first.get(30, TimeUnit.SECONDS);
      assertThat(second.get(30, TimeUnit.SECONDS))
          .isEqualTo(new BackfillState.Cancelled("by the first"));
    }
  }

  @Test
  void stateAndMessagesAreStoredTogetherOrNotAtAll() {
    Backfill planning = BACKFILLS.inserted("atomic", new BackfillState.Planning());
    OutboxMessage message =
        new OutboxMessage(
            UUID.randomUUID(), "hindcast.tasks", "key", "Task", new byte[] {0, 1, -1}, "00-a-b-01");

    assertThatThrownBy(() ->
            BACKFILLS.run(tx -> {
              tx.save(planning.in(new BackfillState.Running(TestBackfills.COURSE)));
              tx.send(message);
              throw new IllegalStateException("crash");
            }))
        .hasMessage("crash");
    assertThat(BACKFILLS.find(planning.id())).contains(planning);
    assertThat(sent(message.id())).isEmpty();

    BACKFILLS.run(tx -> {
      tx.save(planning.in(new BackfillState.Running(TestBackfills.COURSE)));
      tx.send(message);
    });
    assertThat(sent(message.id())).containsExactly(message);
  }

  @Test
  void theHistoryKeepsItsOrder() {
    Backfill backfill = BACKFILLS.inserted("history", new BackfillState.Planning());
    List<AuditEntry> entries =
        List.of(
            new AuditEntry(TestBackfills.NOW, "Requested", "", "PLANNING", "bob", ""),
            new AuditEntry(TestBackfills.NOW, "Planned", "PLANNING", "RUNNING", "planner", "3"));
    BACKFILLS.run(tx -> entries.forEach(entry -> tx.audit(backfill.id(), entry)));

    PostgresBackfillQueries queries =
        new PostgresBackfillQueries(BACKFILLS.database(), () -> TestBackfills.NOW);
    assertThat(queries.history(backfill.id(), 100))
        .extracting(entry ->
            new AuditEntry(
                entry.at(), entry.event(), entry.from(), entry.to(), entry.by(), entry.reason()))
        .isEqualTo(entries);
    assertThat(queries.history(backfill.id(), 1)).hasSize(1);
  }

  private static List<OutboxMessage> sent(UUID id) {
    return BACKFILLS
        .database()
        .readOnly(tx ->
            tx.query(
                "SELECT * FROM outbox WHERE id = ?",
                row ->
                    new OutboxMessage(
                        row.uuid("id"),
                        OutboxMessage.TOPIC_PREFIX + row.string("aggregatetype"),
                        row.string("aggregateid"),
                        row.string("type"),
                        row.bytes("payload"),
                        row.optionalString("traceparent").orElse(null)),
                id));
  }

  private static boolean somebodyWaitsForALock() {
    return BACKFILLS
        .database()
        .readOnly(tx ->
            tx.first(
                "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                    + " AND query LIKE '%FOR UPDATE%'",
                row -> row.number("n") > 0))
        .orElse(false);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
