package io.hindcast.core.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.SwapState.Doubt;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Every state and every event, each in the variants that lead to different places. */
final class SwapSamples {
  static final TableName TARGET = new TableName("shop", "orders");
  static final TableName SHADOW = new TableName("hindcast", "bf_0123456789ab_g0_shadow");
  static final UUID SWAP = new UUID(0x5a5a5a5a_00000000L, 1);
  static final Storages STORAGES = new Storages(new UUID(1, 1), new UUID(2, 2));
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final SwapPin PIN_A = new SwapPin("a", 10, "00000000000000aa", "parts-a");
  static final SwapPin PIN_B = new SwapPin("b", 0, PartitionDigest.ABSENT.checksum(), "");
  static final SwapPart TOUCHED = new SwapPart("a", "a_1_1_0", "hash-a");
  static final UUID PAST = new UUID(0, 42);
  static final SwapPart OTHER = new SwapPart("z", "z_1_1_0", "hash-z");
  static final SwapPart LATE = new SwapPart("z", "z_2_2_0", "hash-late");
  static final SwapFailure FATAL = SwapFailure.of(ErrorCode.SCHEMA_INCOMPATIBLE, "No");
  static final SwapFailure TRANSIENT = SwapFailure.of(ErrorCode.WAREHOUSE_UNAVAILABLE, "Away");

  private SwapSamples() {}

  static SwapPlan plan(Strategy strategy) {
    return new SwapPlan(
        SWAP,
        TARGET,
        SHADOW,
        strategy,
        List.of(PIN_A, PIN_B),
        new Provenance(new UUID(7, 7), "fix", "2.0.0", 0, Duration.ofDays(7)));
  }

  static SwapContext context(Strategy strategy) {
    return SwapContext.of(plan(strategy))
        .at(1)
        .between(STORAGES)
        .verified(VerifiedDigest.of(Set.of("a", "b"), List.of(TOUCHED)));
  }

  /** Of a swap that takes another back, once its content is made. */
  static SwapContext undoing() {
    SwapPlan plan =
        new SwapPlan(
            SWAP,
            TARGET,
            SHADOW,
            Strategy.EXCHANGE,
            List.of(PIN_A),
            plan(Strategy.EXCHANGE).provenance(),
            SwapIntent.undo(SwapIntent.Direction.BACK, List.of(PAST)));
    return SwapContext.of(plan)
        .at(1)
        .between(STORAGES)
        .verified(VerifiedDigest.of(Set.of("a"), List.of(TOUCHED)))
        .composed(new SwapEvent.Cloned(Map.of("a", 2L), Map.of()));
  }

  static PastSwap past(UUID swapId, UUID... undoes) {
    return new PastSwap(
        swapId,
        new UUID(7, 7),
        List.of(undoes),
        new KeptTables(kept(swapId, "previous"), kept(swapId, "published"), null),
        Map.of("a", new PartitionDigest(4, "00000000000000cc", "old")),
        Map.of("a", PIN_A.digest()));
  }

  static TableName kept(UUID swapId, String what) {
    return new TableName("hindcast", "bf_%s_%s".formatted(swapId, what));
  }

  static List<SwapState> states() {
    SwapContext exchange = context(Strategy.EXCHANGE);
    SwapContext replace = context(Strategy.REPLACE);
    CloneList list = new CloneList(List.of("z"), List.of(), List.of("a"));
    LateParts late = new LateParts(List.of(LATE), new TreeSet<>());
    return List.of(
        new SwapState.Requested(SwapContext.of(plan(Strategy.EXCHANGE))),
        new SwapState.Adopting(exchange, new SwapState.LeavingWindow(exchange)),
        new SwapState.Consulting(undoing()),
        new SwapState.Assembling(
            undoing(), new History(undoing().plan(), List.of(past(PAST))).undoing()),
        new SwapState.Sealing(exchange),
        new SwapState.VerifyingParts(exchange),
        new SwapState.VerifyingParts(replace),
        new SwapState.VerifyingRows(exchange, List.of("a")),
        new SwapState.Surveying(exchange, 0),
        new SwapState.Surveying(undoing(), 0),
        new SwapState.Cloning(exchange, 0, list),
        new SwapState.StoppingMerges(exchange),
        new SwapState.AwaitingMerges(exchange),
        new SwapState.Comparing(exchange, 0),
        new SwapState.Comparing(exchange, 5),
        new SwapState.Recloning(exchange, 0, list),
        new SwapState.LeavingWindow(exchange),
        new SwapState.Exchanging(exchange),
        new SwapState.LookingUp(exchange, null),
        new SwapState.LookingUp(exchange, TRANSIENT),
        new SwapState.KeepingPrevious(replace),
        new SwapState.Replacing(replace, 0),
        new SwapState.Replacing(replace, 1),
        new SwapState.NotingInserts(exchange),
        new SwapState.StartingMerges(exchange, Carried.nothing(Set.of("q"))),
        new SwapState.Draining(exchange, Carried.nothing(Set.of("q"))),
        new SwapState.ListingLate(exchange, Carried.nothing(Set.of())),
        new SwapState.ListingLate(exchange, Carried.nothing(Set.of("q"))),
        new SwapState.CopyingLate(exchange, Carried.nothing(Set.of()), late),
        new SwapState.MovingLate(exchange, Carried.nothing(Set.of()).and(late), Doubt.NONE),
        new SwapState.ReleasingMerges(exchange),
        new SwapState.Reading(exchange),
        new SwapState.Retiring(exchange, List.of()),
        new SwapState.Completed(exchange, new KeptTables(SHADOW, SHADOW, null), List.of()),
        new SwapState.RestartingMerges(exchange, FATAL),
        new SwapState.Unsealing(exchange, FATAL),
        new SwapState.Refused(exchange, FATAL));
  }

  static List<SwapEvent> events() {
    PartitionDigest pinned = new PartitionDigest(10, PIN_A.checksum(), PIN_A.partsHash());
    PartitionDigest merged = new PartitionDigest(10, PIN_A.checksum(), "merged");
    PartitionDigest changed = new PartitionDigest(11, "00000000000000bb", "changed");
    return List.of(
        new SwapEvent.Claimed(2),
        new SwapEvent.Adopted(),
        new SwapEvent.Sealed(STORAGES),
        new SwapEvent.Sealed(Storages.UNKNOWN),
        new SwapEvent.PartsRead(List.of(TOUCHED), Map.of("a", pinned)),
        new SwapEvent.PartsRead(List.of(TOUCHED), Map.of("a", merged)),
        new SwapEvent.PartsRead(List.of(TOUCHED), Map.of("a", changed)),
        new SwapEvent.RowsRead(Map.of("a", merged)),
        new SwapEvent.RowsRead(Map.of("a", changed)),
        new SwapEvent.HistoryRead(List.of()),
        new SwapEvent.HistoryRead(List.of(past(PAST))),
        new SwapEvent.Assembled(
            Map.of("a", new PartitionDigest(4, "00000000000000cc", "old")),
            Map.of("a", PIN_A.digest()),
            CarryRule.NEW_KEYS),
        new SwapEvent.Assembled(Map.of(), Map.of(), CarryRule.ADDED),
        listed(List.of(OTHER), List.of(TOUCHED), List.of()),
        listed(List.of(OTHER), List.of(TOUCHED, OTHER), List.of(OTHER)),
        listed(List.of(LATE), List.of(TOUCHED, OTHER), List.of(OTHER)),
        new SwapEvent.PartsListed(List.of(OTHER), List.of(OTHER), List.of(OTHER), List.of(OTHER)),
        new SwapEvent.Cloned(Map.of("a", 3L), Map.of("a", 1L)),
        new SwapEvent.UpdatesPending(),
        new SwapEvent.WindowOver(),
        new SwapEvent.MergesStopped(NOON),
        new SwapEvent.MergesIdle(),
        new SwapEvent.MergesBusy(3),
        new SwapEvent.MergesStarted(NOON.plusSeconds(1)),
        new SwapEvent.Exchanged(800, NOON),
        new SwapEvent.StorageFound(STORAGES.live()),
        new SwapEvent.StorageFound(STORAGES.sealed()),
        new SwapEvent.StorageFound(new UUID(3, 3)),
        new SwapEvent.InsertsNoted(Set.of("q")),
        new SwapEvent.InsertsLeft(Set.of()),
        new SwapEvent.InsertsLeft(Set.of("q")),
        new SwapEvent.LateListed(List.of(OTHER), List.of(OTHER)),
        new SwapEvent.LateListed(List.of(OTHER, LATE), List.of(OTHER)),
        new SwapEvent.LateCopied(0, Map.of()),
        new SwapEvent.LateCopied(0, Map.of("z", 2L)),
        new SwapEvent.LateCopied(5, Map.of("z", 2L)),
        new SwapEvent.LateMoved(),
        new SwapEvent.ContentRead(Map.of(), Map.of("a", pinned)),
        new SwapEvent.Retired(new KeptTables(SHADOW, SHADOW, null)),
        new SwapEvent.PartitionReplaced(300, NOON),
        new SwapEvent.HeldBack(),
        new SwapEvent.GroupBroken(FATAL),
        new SwapEvent.Unsealed(),
        new SwapEvent.Failed(FATAL),
        new SwapEvent.Failed(TRANSIENT));
  }

  private static SwapEvent listed(List<SwapPart> live, List<SwapPart> sealed, List<SwapPart> kept) {
    return new SwapEvent.PartsListed(live, sealed, kept, List.of(TOUCHED));
  }
}
