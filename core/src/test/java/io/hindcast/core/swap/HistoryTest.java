package io.hindcast.core.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.Assembly.Layer;
import io.hindcast.core.swap.SwapIntent.Direction;
import io.hindcast.core.table.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final UUID S0 = new UUID(0, 10);
  private static final UUID S1 = new UUID(0, 11);
  private static final UUID BACK = new UUID(0, 12);
  private static final UUID OTHER = new UUID(0, 13);

  @Test
  void takesBackOneSwapByWhatItReplaced() {
    Assembly assembly = history(List.of(S0), swap(S0, "a", "b")).undoing();
    assertThat(assembly.content())
        .containsExactly(new Layer(kept(S0, "previous"), null, List.of("a", "b")));
    assertThat(assembly.base())
        .containsExactly(new Layer(kept(S0, "published"), null, List.of("a", "b")));
  }

  @Test
  void takesBackAFollowUpWithWhatWasWrittenBetween() {
    Assembly assembly = history(List.of(S0, S1), swap(S0, "a", "b"), swap(S1, "b")).undoing();
    assertThat(assembly.content())
        .containsExactly(
            new Layer(kept(S0, "previous"), null, List.of("a", "b")),
            new Layer(kept(S1, "previous"), kept(S0, "published"), List.of("b")));
    assertThat(assembly.base())
        .containsExactly(
            new Layer(kept(S0, "published"), null, List.of("a")),
            new Layer(kept(S1, "published"), null, List.of("b")));
  }

  @Test
  void refusesWhenALaterSwapHasTheSamePartitions() {
    assertThat(history(List.of(S0), swap(S0, "a", "b"), swap(OTHER, "b", "c")).problem())
        .hasValueSatisfying(problem -> {
          assertThat(problem.code()).isEqualTo(ErrorCode.SWAP_CONFLICT);
          assertThat(problem.partitions()).containsExactly("b");
        });
    assertThat(history(List.of(S0), swap(S0, "a"), swap(OTHER, "c")).problem()).isEmpty();
  }

  @Test
  void aLaterSwapThatWasTakenBackIsNoObstacle() {
    PastSwap undone = swap(OTHER, "a");
    PastSwap undoing = undoing(BACK, List.of(OTHER), "a");
    assertThat(history(List.of(S0), swap(S0, "a"), undone, undoing).problem()).isEmpty();
  }

  @Test
  void aSwapThatWasTakenBackIsNotTakenBackTwice() {
    assertThat(history(List.of(S0), swap(S0, "a"), undoing(BACK, List.of(S0), "a")).problem())
        .hasValueSatisfying(
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.SWAP_CONFLICT));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(history(List.of(S0, S1), swap(S0, "a")).problem())
        .hasValueSatisfying(problem -> {
          assertThat(problem.code()).isEqualTo(ErrorCode.NOT_FOUND);
          assertThat(problem.message()).contains(S1.toString());
        });
  }

  @Test
  void carriesWhatGoesBeyondTheNewestPublication() {
    SwapPlan plan =
        new SwapPlan(
            S1,
            SwapSamples.TARGET,
            SwapSamples.SHADOW,
            Strategy.EXCHANGE,
            List.of(SwapSamples.PIN_A, SwapSamples.PIN_B),
            SwapSamples.plan(Strategy.EXCHANGE).provenance(),
            new SwapIntent(
                Direction.FORWARD,
                SwapIntent.LateRows.CARRY,
                new TableName("hindcast", "bf_base"),
                List.of(),
                null));
    assertThat(new History(plan, List.of(swap(S0, "b"))).carrying().base())
        .containsExactly(
            new Layer(new TableName("hindcast", "bf_base"), null, List.of("a")),
            new Layer(kept(S0, "published"), null, List.of("b")));
  }

  @Test
  void noticesContentThatIsNotWhatWasRecorded() {
    Assembly assembly = history(List.of(S0), swap(S0, "a", "b")).undoing();
    Map<String, PartitionDigest> good = Map.of("a", old(), "b", old());
    Map<String, PartitionDigest> base = Map.of("a", published(), "b", published());
    assertThat(History.damaged(assembly, new SwapEvent.Assembled(good, base, CarryRule.ALL)))
        .isEmpty();
    assertThat(
            History.damaged(
                assembly, new SwapEvent.Assembled(Map.of("a", old()), base, CarryRule.ALL)))
        .containsExactly("b");
    assertThat(
            History.damaged(
                assembly,
                new SwapEvent.Assembled(good, Map.of("a", old(), "b", published()), CarryRule.ALL)))
        .containsExactly("a");
  }

  private static History history(List<UUID> undoes, PastSwap... swaps) {
    SwapPlan plan =
        new SwapPlan(
            new UUID(0, 99),
            SwapSamples.TARGET,
            SwapSamples.SHADOW,
            Strategy.EXCHANGE,
            List.of(),
            SwapSamples.plan(Strategy.EXCHANGE).provenance(),
            SwapIntent.undo(Direction.BACK, undoes));
    return new History(plan, List.of(swaps));
  }

  private static PastSwap swap(UUID id, String... partitions) {
    return undoing(id, List.of(), partitions);
  }

  private static PastSwap undoing(UUID id, List<UUID> undoes, String... partitions) {
    Map<String, PartitionDigest> replaced = new HashMap<>();
    Map<String, PartitionDigest> published = new HashMap<>();
    for (String partition : partitions) {
      replaced.put(partition, old());
      published.put(partition, published());
    }
    return new PastSwap(
        id,
        SwapSamples.plan(Strategy.EXCHANGE).provenance().backfillId(),
        undoes,
        new KeptTables(kept(id, "previous"), kept(id, "published"), null),
        replaced,
        published);
  }

  private static PartitionDigest old() {
    return new PartitionDigest(4, "00000000000000cc", "old");
  }

  private static PartitionDigest published() {
    return new PartitionDigest(5, "00000000000000dd", "new");
  }

  private static TableName kept(UUID id, String what) {
    return SwapSamples.kept(id, what);
  }
}
