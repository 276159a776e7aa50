package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.backfill.Review;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.pin.PartitionPin;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link BackfillStore} does. */
abstract class BackfillStoreContract {
  private final TestBackfills backfills;

  BackfillStoreContract(TestBackfills backfills) {
    this.backfills = backfills;
  }

  /** Messages with this id that were sent. */
  abstract List<OutboxMessage> sent(UUID messageId);

  /** The backfill's history, oldest first, that many entries at most. */
  abstract List<AuditEntry> history(UUID id, int limit);

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
    Backfill planning = backfills.inserted("round-trip", new BackfillState.Planning());
    Backfill there = planning.in(state).pause();
    backfills.save(there);

    assertThat(backfills.find(there.id())).contains(there);
    Optional<Backfill> locked = backfills.in(tx -> tx.lock(there.id()));
    assertThat(locked).contains(there);
    backfills.save(there.resume());
    assertThat(backfills.find(there.id())).contains(there.resume());
  }

  @Test
  void aBackfillMayBeBornRejected() {
    Backfill rejected =
        backfills.inserted("born", new BackfillState.Rejected(ErrorCode.SPEC_INVALID, "line 3"));

    assertThat(backfills.find(rejected.id())).contains(rejected);
  }

  @Test
  void anIdIsTakenOnce() {
    Backfill first = backfills.inserted("first", new BackfillState.Planning());
    Backfill second =
        new Backfill(
            first.id(),
            TestBackfills.backfill("second", first.state()).request(),
            first.state(),
            false,
            TestBackfills.NOW);

    assertThat(backfills.holds(tx -> tx.insert(second))).isFalse();
    assertThat(backfills.find(first.id())).contains(first);
  }

  @Test
  void whatIsNotThereIsNeitherFoundNorSaved() {
    Backfill stranger = TestBackfills.backfill("stranger", new BackfillState.Planning());

    assertThat(backfills.find(stranger.id())).isEmpty();
    assertThat(backfills.holds(tx -> tx.lock(stranger.id()).isEmpty())).isTrue();
    assertThat(backfills.list(tx -> tx.columns(stranger.id()))).isEmpty();
    assertThatThrownBy(() -> backfills.run(tx -> tx.save(stranger)))
        .isInstanceOf(HindcastException.class)
        .hasMessageContaining(stranger.id().toString());
  }

  @Test
  void theHistoryTellsWhenAStateWasEntered() {
    UUID id = backfills.inserted("entered", new BackfillState.Planning()).id();
    Instant then = TestBackfills.NOW;
    backfills.run(tx -> {
      tx.audit(id, new AuditEntry(then, "Requested", "", "PLANNING", "t", ""));
      tx.audit(
          id, new AuditEntry(then.plusSeconds(1), "Overlapped", "PLANNING", "QUEUED", "t", ""));
      tx.audit(id, new AuditEntry(then.plusSeconds(2), "Unblocked", "QUEUED", "PLANNING", "t", ""));
      tx.audit(id, new AuditEntry(then.plusSeconds(3), "Paused", "PLANNING", "PLANNING", "t", ""));
    });

    Optional<Instant> planning = backfills.in(tx -> tx.entered(id, "PLANNING"));
    Optional<Instant> running = backfills.in(tx -> tx.entered(id, "RUNNING"));

    assertThat(planning).contains(then.plusSeconds(2));
    assertThat(running).isEmpty();
  }

  @Test
  void anEventIsProcessedOncePerConsumer() {
    UUID event = UUID.randomUUID();

    assertThat(backfills.holds(tx -> tx.firstTime("a", event))).isTrue();
    assertThat(backfills.holds(tx -> tx.firstTime("a", event))).isFalse();
    assertThat(backfills.holds(tx -> tx.firstTime("b", event))).isTrue();
  }

  @Test
  void anEventOfARolledBackTransactionIsProcessedAgain() {
    UUID event = UUID.randomUUID();

    assertThatThrownBy(() ->
            backfills.run(tx -> {
              tx.firstTime("a", event);
              throw new IllegalStateException("crash");
            }))
        .hasMessage("crash");
    assertThat(backfills.holds(tx -> tx.firstTime("a", event))).isTrue();
  }

  @Test
  void openAreThoseThatSomethingIsToBeDoneFor() {
    UUID running = backfills.planned("open-running");
    Backfill failed =
        backfills.inserted("open-failed", new BackfillState.Failed(ErrorCode.INTERNAL, "no"));
    Backfill swapped = backfills.inserted("open-swapped", new BackfillState.Planning());
    backfills.run(tx -> {
      tx.lock(swapped.id());
      tx.save(swapped.in(new BackfillState.Swapped()));
      tx.markClean(swapped.id());
    });

    List<UUID> open = backfills.list(tx -> tx.open(1000));

    assertThat(open).containsSubsequence(running, failed.id()).doesNotContain(swapped.id());
    assertThat(backfills.list(tx -> tx.open(1))).hasSize(1);
    backfills.run(tx -> tx.markClean(failed.id()));
    assertThat(backfills.list(tx -> tx.open(1000))).doesNotContain(failed.id());
  }

  @Test
  void whatEndsOnceMoreIsToBeCleanedUpOnceMore() {
    Backfill planning = backfills.inserted("clean-again", new BackfillState.Planning());
    Backfill swapped = planning.in(new BackfillState.Swapped());
    backfills.save(swapped);
    backfills.run(tx -> tx.markClean(swapped.id()));
    backfills.save(swapped);
    assertThat(backfills.list(tx -> tx.open(1000))).doesNotContain(swapped.id());

    Backfill rolling =
        swapped.in(new BackfillState.RollingBack(UUID.randomUUID(), swapped.state()));
    backfills.save(rolling);
    backfills.save(rolling.in(new BackfillState.RolledBack()));

    assertThat(backfills.list(tx -> tx.open(1000))).contains(swapped.id());
  }

  @Test
  void ofTransactionsThatLockTheSameBackfillNoneOverwritesTheOther() throws Exception {
    Backfill planning = backfills.inserted("counted", new BackfillState.Planning());
    backfills.save(planning.in(new BackfillState.Cancelled("")));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Object> done :
          threads.invokeAll(Collections.nCopies(8, () -> append(planning)))) {
        done.get(30, TimeUnit.SECONDS);
      }
    }

    assertThat(backfills.find(planning.id()).orElseThrow().state())
        .isEqualTo(new BackfillState.Cancelled("xxxxxxxx"));
  }

  private Object append(Backfill backfill) {
    backfills.run(tx -> {
      Backfill now = tx.lock(backfill.id()).orElseThrow();
      String message = ((BackfillState.Cancelled) now.state()).message();
      tx.save(now.in(new BackfillState.Cancelled(message + "x")));
    });
    return backfill;
  }

  @Test
  void whoLocksOneOfAGroupMayChangeAll() {
    UUID groupId = UUID.randomUUID();
    Backfill first = inserted(groupId, groupId);
    Backfill second = inserted(UUID.randomUUID(), groupId);
    backfills.run(tx -> {
      tx.lock(second.id());
      tx.save(first.pause());
      tx.save(second.pause());
    });

    assertThat(backfills.list(tx -> tx.group(groupId)))
        .containsExactly(first.pause(), second.pause());
  }

  private Backfill inserted(UUID id, UUID groupId) {
    BackfillState planning = new BackfillState.Planning();
    Backfill backfill =
        new Backfill(
            id,
            TestBackfills.backfill("grouped", planning).request(),
            planning,
            false,
            TestBackfills.NOW,
            groupId);
    backfills.run(tx -> tx.insert(backfill));
    return backfill;
  }

  @Test
  void stateAndMessagesAreStoredTogetherOrNotAtAll() {
    Backfill planning = backfills.inserted("atomic", new BackfillState.Planning());
    OutboxMessage message =
        new OutboxMessage(
            UUID.randomUUID(), "hindcast.tasks", "key", "Task", new byte[] {0, 1, -1}, "00-a-b-01");

    assertThatThrownBy(() ->
            backfills.run(tx -> {
              tx.lock(planning.id());
              tx.save(planning.in(new BackfillState.Running(TestBackfills.COURSE)));
              tx.send(message);
              throw new IllegalStateException("crash");
            }))
        .hasMessage("crash");
    assertThat(backfills.find(planning.id())).contains(planning);
    assertThat(sent(message.id())).isEmpty();

    backfills.run(tx -> {
      tx.lock(planning.id());
      tx.save(planning.in(new BackfillState.Running(TestBackfills.COURSE)));
      tx.send(message);
    });
    assertThat(sent(message.id())).containsExactly(message);
  }

  @Test
  void theHistoryKeepsItsOrder() {
    Backfill backfill = backfills.inserted("history", new BackfillState.Planning());
    List<AuditEntry> entries =
        List.of(
            new AuditEntry(TestBackfills.NOW, "Requested", "", "PLANNING", "bob", ""),
            new AuditEntry(TestBackfills.NOW, "Planned", "PLANNING", "RUNNING", "planner", "3"));
    backfills.run(tx -> entries.forEach(entry -> tx.audit(backfill.id(), entry)));

    assertThat(history(backfill.id(), 100)).isEqualTo(entries);
    assertThat(history(backfill.id(), 1)).hasSize(1);
  }

  @Test
  void aNewerPinReplacesTheOlderOfItsRound() {
    UUID id = backfills.planned("pins");
    PartitionPin old = new PartitionPin("20010102", 1, "c1", "h1", 2, "l1");
    PartitionPin fresh = new PartitionPin("20010102", 3, "c2", "h2", 4, "l2");
    PartitionPin other = new PartitionPin("20010101", 0, "", "", 0, "");
    backfills.run(tx -> {
      tx.results(id).savePins(0, List.of(old, other));
      tx.results(id).savePins(0, List.of(fresh));
      tx.results(id).savePins(1, List.of(old));
    });

    assertThat(backfills.list(tx -> tx.results(id).pins(0))).containsExactly(other, fresh);
    assertThat(backfills.list(tx -> tx.results(id).pins(1))).containsExactly(old);
    assertThat(backfills.list(tx -> tx.results(id).pins(2))).isEmpty();
  }

  @Test
  void aNewerApprovalOfAPartitionReplacesTheOlder() {
    UUID id = backfills.planned("approvals");
    Review.Approval first = new Review.Approval("20010102", 1, "c1");
    Review.Approval other = new Review.Approval("20010101", 0, "");
    backfills.run(tx -> {
      tx.results(id).approve(List.of(first, other));
      tx.results(id).approve(List.of(first.voided()));
    });

    assertThat(backfills.list(tx -> tx.results(id).approvals()))
        .containsExactly(other, first.voided());
  }

  @Test
  void theCourseOutlivesTheStatesThatHaveOne() {
    Backfill planning = backfills.inserted("course", new BackfillState.Planning());
    Optional<Course> none = backfills.in(tx -> tx.course(planning.id()));
    assertThat(none).isEmpty();
    backfills.save(planning.in(new BackfillState.Running(TestBackfills.COURSE)));
    backfills.save(planning.in(new BackfillState.Failed(ErrorCode.STRAY_ROWS, "x")));

    Optional<Course> course = backfills.in(tx -> tx.course(planning.id()));
    assertThat(course).contains(TestBackfills.COURSE);
  }

  @Test
  void whatHasFailedIsKeptUntilItIsGivenUp() {
    Backfill planning = backfills.inserted("failed", new BackfillState.Planning());
    assertThat(backfills.holds(tx -> tx.failed(planning.id()).since().isEmpty())).isTrue();
    backfills.save(planning.in(new BackfillState.Failed(ErrorCode.STRAY_ROWS, "x")));
    assertThat(backfills.holds(tx -> tx.failed(planning.id()).since().isPresent())).isTrue();
    assertThat(backfills.holds(tx -> tx.failed(planning.id()).givenUp())).isFalse();
    backfills.run(tx -> {
      tx.lock(planning.id());
      tx.failed(planning.id()).giveUp();
    });

    assertThat(backfills.holds(tx -> tx.failed(planning.id()).givenUp())).isTrue();
    assertThat(backfills.holds(tx -> tx.failed(UUID.randomUUID()).givenUp())).isTrue();
  }

  @Test
  void whatHasFailedAndGoesOnHasNotEnded() {
    Backfill planning = backfills.inserted("retried", new BackfillState.Planning());
    backfills.save(planning.in(new BackfillState.Failed(ErrorCode.STRAY_ROWS, "x")));
    backfills.save(planning.in(new BackfillState.Running(TestBackfills.COURSE)));

    assertThat(backfills.holds(tx -> tx.failed(planning.id()).since().isEmpty())).isTrue();
  }
}
