package io.hindcast.core.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.BackfillGroup.Member;
import io.hindcast.core.backfill.BackfillGroup.Move;
import io.hindcast.core.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackfillGroupTest {
  private static final UUID REQUEST = new UUID(7, 7);
  private static final UUID SWAP = new UUID(1, 1);
  private static final BackfillState READY =
      new BackfillState.AwaitingGroup(BackfillSamples.LAST_WAVE);
  private static final BackfillState RUNNING =
      new BackfillState.Running(BackfillSamples.FIRST_WAVE);

  private final AtomicLong ids = new AtomicLong();

  @Test
  void nothingHappensWhileOneIsAtWork() {
    assertThat(next(waiting("a", READY), waiting("b", RUNNING))).isEmpty();
  }

  @Test
  void allAreSwappedTogetherWhenTheLastIsReady() {
    List<Move> moves = next(waiting("a", READY), waiting("b", READY));

    assertThat(moves).hasSize(2);
    BackfillEvent.GroupReady first = (BackfillEvent.GroupReady) moves.getFirst().event();
    BackfillEvent.GroupReady second = (BackfillEvent.GroupReady) moves.getLast().event();
    assertThat(first.group()).isEqualTo(second.group());
    assertThat(first.group().size()).isEqualTo(2);
    assertThat(first.swapId()).isNotEqualTo(second.swapId());
  }

  @Test
  void oneWithNothingToDoIsNotWaitedForAndBreaksNothing() {
    BackfillState nothing = new BackfillState.NothingToDo("unchanged");

    List<Move> moves = next(waiting("a", READY), waiting("b", nothing), waiting("c", READY));

    assertThat(moves).extracting(move -> move.backfill().id()).containsExactly(id("a"), id("c"));
    assertThat(((BackfillEvent.GroupReady) moves.getFirst().event()).group().size()).isEqualTo(2);
    assertThat(next(waiting("a", nothing), waiting("b", RUNNING))).isEmpty();
    assertThat(next(waiting("a", nothing), waiting("b", nothing))).isEmpty();
  }

  @Test
  void oneThatFailsTakesTheOthersWithItAndIsNamed() {
    BackfillState failed = new BackfillState.Failed(ErrorCode.CHECK_FAILED, "rowCount: 2, not 3");

    assertThat(next(waiting("a", READY), waiting("b", failed), waiting("c", RUNNING)))
        .extracting(Move::event)
        .containsOnly(
            new BackfillEvent.GroupBroken(
                ErrorCode.CHECK_FAILED,
                "db.b of the same group (backfill %s) is FAILED: rowCount: 2, not 3"
                    .formatted(id("b"))))
        .hasSize(2);
  }

  @Test
  void aCancelCancelsAll() {
    assertThat(next(waiting("a", new BackfillState.Cancelling("by ada")), waiting("b", RUNNING)))
        .extracting(Move::event)
        .containsExactly(new BackfillEvent.CancelRequested("ada"));
    assertThat(next(waiting("a", new BackfillState.Cancelled("by ada")), waiting("b", RUNNING)))
        .extracting(Move::event)
        .containsExactly(new BackfillEvent.CancelRequested("ada"));
  }

  @Test
  void whatWasSwappedIsTakenBackWhenAnotherIsRefused() {
    BackfillState refused = new BackfillState.Failed(ErrorCode.SWAP_CONFLICT, "held");
    BackfillState following = new BackfillState.FollowingUp(BackfillSamples.LAST_WAVE);

    List<Move> moves = next(live("a", following, false), waiting("b", refused));

    assertThat(moves).hasSize(1);
    BackfillEvent.GroupSplit split = (BackfillEvent.GroupSplit) moves.getFirst().event();
    assertThat(split.undoes()).containsExactly(SWAP);
    assertThat(split.code()).isEqualTo(ErrorCode.SWAP_CONFLICT);
    assertThat(split.message()).contains("db.b", "held");
    assertThat(next(live("a", following, true), waiting("b", refused))).isEmpty();
  }

  @Test
  void oneThatWasRefusedDoesNotTryAgainByItselfOnceAnotherIsLive() {
    BackfillState following = new BackfillState.FollowingUp(BackfillSamples.LAST_WAVE);
    Refusal refusal = new Refusal(ErrorCode.CONTENT_CHANGED, "parts moved");
    Member again =
        new Member(backfill("b", RUNNING), List.of(), false, false, Optional.of(refusal));

    assertThat(next(live("a", following, false), again))
        .extracting(Move::event)
        .containsExactly(new BackfillEvent.GroupBroken(ErrorCode.CONTENT_CHANGED, "parts moved"));
  }

  @Test
  void anAnswerThatIsAwaitedIsAwaited() {
    BackfillState swapping = new BackfillState.Swapping(BackfillSamples.LAST_WAVE, SWAP);
    BackfillState failed = new BackfillState.Failed(ErrorCode.SWAP_CONFLICT, "held");

    assertThat(next(waiting("a", swapping), waiting("b", failed))).isEmpty();
  }

  @Test
  void membersHaveTheSameIdsEachTime() {
    assertThat(BackfillGroup.memberId(REQUEST, "db.a", true)).isEqualTo(REQUEST);
    assertThat(id("b")).isEqualTo(id("b")).isNotEqualTo(id("c")).isNotEqualTo(REQUEST);
  }

  @Test
  void aGroupIsApprovedWhenAllResultsAreThere() {
    BackfillState awaiting =
        new BackfillState.AwaitingApproval(
            BackfillSamples.UNAPPROVED, BackfillSamples.REVIEW.content(), "");
    BackfillState unapproved = new BackfillState.Running(BackfillSamples.UNAPPROVED);

    assertThat(
            BackfillGroup.approvalRefusal(
                List.of(backfill("a", awaiting), backfill("b", unapproved))))
        .get()
        .extracting(Refusal::message)
        .asString()
        .contains("db.b", "RUNNING");
    assertThat(
            BackfillGroup.approvalRefusal(List.of(backfill("a", awaiting), backfill("b", READY))))
        .isEmpty();
  }

  private List<Move> next(Member... members) {
    return BackfillGroup.next(List.of(members), "ada", () -> new UUID(9, ids.incrementAndGet()));
  }

  private static Member waiting(String table, BackfillState state) {
    return new Member(backfill(table, state), List.of(), false, false, Optional.empty());
  }

  private static Member live(String table, BackfillState state, boolean reversed) {
    return new Member(backfill(table, state), List.of(SWAP), true, reversed, Optional.empty());
  }

  private static UUID id(String table) {
    return BackfillGroup.memberId(REQUEST, "db." + table, false);
  }

  private static Backfill backfill(String table, BackfillState state) {
    Request request =
        new Request("spec", "name", "ada", "db." + table, new TreeMap<>(), "ada", "REST", "trace");
    return new Backfill(id(table), request, state, false, Instant.EPOCH, REQUEST);
  }
}
