package io.hindcast.core.backfill;

import io.hindcast.core.backfill.BackfillState.AwaitingGroup;
import io.hindcast.core.backfill.BackfillState.Cancelled;
import io.hindcast.core.backfill.BackfillState.Cancelling;
import io.hindcast.core.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Backfills of one request, whose first swaps go live together or not at all. Pure: from where all
 * of them stand follows what happens to each.
 */
public final class BackfillGroup {
  private BackfillGroup() {}

  /**
   * A member as the store knows it.
   *
   * @param live its swaps that readers see, oldest first
   * @param swapped whether any of its swaps was ever carried out
   * @param reversed whether it was ever asked to be taken back
   * @param refusal why its last swap was refused, if one was
   */
  public record Member(
      Backfill backfill,
      List<UUID> live,
      boolean swapped,
      boolean reversed,
      Optional<Refusal> refusal) {
    /** Copies the ids. */
    public Member {
      live = List.copyOf(live);
    }

    BackfillState state() {
      return backfill.state();
    }

    /** The others are swapped in without one that is as it would become. */
    private boolean takesPart() {
      return !(state() instanceof BackfillState.NothingToDo);
    }

    private boolean endedUnswapped() {
      return (state().terminal() || state() instanceof Cancelling) && !swapped;
    }

    private boolean unswapped() {
      return BackfillMachine.cancellable(state()) && !swapped;
    }

    private boolean takeable() {
      return !reversed && !live.isEmpty() && Reversals.rollbackProblem(state()).isEmpty();
    }
  }

  /** What happens to one of them. */
  public record Move(Backfill backfill, BackfillEvent event) {}

  /** The id of a request's member: the first one's is the request's own. */
  public static UUID memberId(UUID requestId, String target, boolean first) {
    return first
        ? requestId
        : UUID.nameUUIDFromBytes((requestId + " " + target).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether an approval means that what was rolled back is to be swapped in again. */
  public static boolean wasSwapped(List<Backfill> members) {
    return members.stream()
        .map(Backfill::state)
        .anyMatch(state ->
            state instanceof BackfillState.RolledBack
                || state instanceof BackfillState.SwappingAgain);
  }

  /** Why they cannot be approved now: one of them has no result yet, or none of them waits. */
  public static Optional<Refusal> approvalRefusal(List<Backfill> members) {
    Optional<Backfill> unready =
        members.stream().filter(member -> unready(member.state())).findFirst();
    if (members.size() > 1 && unready.isPresent()) {
      return Optional.of(
          new Refusal(
              ErrorCode.ILLEGAL_STATE,
              "%s of the group (backfill %s) is %s: approve when the results of all of them are there"
                  .formatted(
                      unready.get().request().target(),
                      unready.get().id(),
                      unready.get().state().label())));
    }
    return members.stream().anyMatch(it -> it.state() instanceof BackfillState.AwaitingApproval)
        ? Optional.empty()
        : Optional.of(
            new Refusal(ErrorCode.ILLEGAL_STATE, "It is " + members.getFirst().state().label()));
  }

  private static boolean unready(BackfillState state) {
    return switch (state) {
      case BackfillState.Planning ignored -> true;
      case BackfillState.Queued ignored -> true;
      case BackfillState.Running running -> unready(running.course());
      case BackfillState.Validating validating -> unready(validating.course());
      case BackfillState.Settling settling -> unready(settling.course());
      default -> false;
    };
  }

  private static boolean unready(Course course) {
    return !course.automatic() && course.beforeSwap();
  }

  /**
   * What happens to members now; nothing while some are still at work and none has failed.
   *
   * @param by who caused what went before
   * @param ids fresh ids of swaps and of groups of swaps
   */
  public static List<Move> next(List<Member> all, String by, Supplier<UUID> ids) {
    List<Member> members = all.stream().filter(Member::takesPart).toList();
    Optional<Member> ended = members.stream().filter(Member::endedUnswapped).findFirst();
    if (ended.isPresent()) {
      return end(members, ended.get(), by, ids);
    }
    if (members.stream().anyMatch(Member::swapped)) {
      return split(members);
    }
    return !members.isEmpty()
            && members.stream().allMatch(member -> member.state() instanceof AwaitingGroup)
        ? publish(members, ids)
        : List.of();
  }

  private static List<Move> publish(List<Member> members, Supplier<UUID> ids) {
    GroupSwap group = new GroupSwap(ids.get(), members.size());
    return members.stream()
        .map(member -> new Move(member.backfill(), new BackfillEvent.GroupReady(ids.get(), group)))
        .toList();
  }

  /** One is live and another was refused: it must not try again by itself. */
  private static List<Move> split(List<Member> members) {
    return members.stream()
        .filter(Member::unswapped)
        .flatMap(member ->
            member
                .refusal()
                .map(refusal ->
                    new Move(
                        member.backfill(),
                        new BackfillEvent.GroupBroken(refusal.code(), refusal.message())))
                .stream())
        .toList();
  }

  /** Those that are not live end too, and those that are live are taken back. */
  private static List<Move> end(List<Member> members, Member ended, String by, Supplier<UUID> ids) {
    Refusal reason = reason(ended);
    return members.stream().flatMap(member -> end(member, ended, reason, by, ids)).toList();
  }

  private static Stream<Move> end(
      Member member, Member ended, Refusal reason, String by, Supplier<UUID> ids) {
    if (member.unswapped()) {
      BackfillEvent event =
          ended.state() instanceof Cancelling || ended.state() instanceof Cancelled
              ? new BackfillEvent.CancelRequested(by)
              : new BackfillEvent.GroupBroken(reason.code(), reason.message());
      return Stream.of(new Move(member.backfill(), event));
    }
    return member.takeable()
        ? Stream.of(
            new Move(
                member.backfill(),
                new BackfillEvent.GroupSplit(
                    ids.get(), member.live(), reason.code(), reason.message())))
        : Stream.empty();
  }

  private static Refusal reason(Member ended) {
    return switch (ended.state()) {
      case BackfillState.Failed failed -> named(ended, failed.code(), failed.message());
      case BackfillState.Rejected rejected -> named(ended, rejected.code(), rejected.message());
      case BackfillState.HotPartition hot -> named(ended, ErrorCode.HOT_PARTITION, hot.message());
      case Cancelling cancelling -> named(ended, ErrorCode.ILLEGAL_STATE, cancelling.message());
      case Cancelled cancelled -> named(ended, ErrorCode.ILLEGAL_STATE, cancelled.message());
      default -> named(ended, ErrorCode.ILLEGAL_STATE, "it has ended");
    };
  }

  private static Refusal named(Member ended, ErrorCode code, String message) {
    return new Refusal(
        code,
        "%s of the same group (backfill %s) is %s: %s"
            .formatted(
                ended.backfill().request().target(),
                ended.backfill().id(),
                ended.state().label(),
                message));
  }
}
