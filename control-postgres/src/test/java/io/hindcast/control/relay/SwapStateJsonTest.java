package io.hindcast.control.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.Assembly;
import io.hindcast.core.swap.Carried;
import io.hindcast.core.swap.CarryRule;
import io.hindcast.core.swap.CloneList;
import io.hindcast.core.swap.KeptTables;
import io.hindcast.core.swap.LateParts;
import io.hindcast.core.swap.PartitionDigest;
import io.hindcast.core.swap.Storages;
import io.hindcast.core.swap.SwapContext;
import io.hindcast.core.swap.SwapFailure;
import io.hindcast.core.swap.SwapFigures;
import io.hindcast.core.swap.SwapIntent;
import io.hindcast.core.swap.SwapPart;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.swap.SwapState.Doubt;
import io.hindcast.core.swap.SwappedPartition;
import io.hindcast.core.swap.Withheld;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SwapStateJsonTest {
  private static final SwapContext CONTEXT =
      new SwapContext(
          TestSwaps.plan(new UUID(1, 1), new TableName("shop", "orders")),
          3,
          1,
          new Storages(new UUID(2, 2), new UUID(3, 3)),
          "digest",
          Map.of("a", 5L),
          Map.of("a", new PartitionDigest(4, "c", "p")),
          new SwapFigures(
              Instant.parse("2026-01-01T00:00:00.123456Z"), 2, Duration.ofMillis(7), null, 8, 9),
          new Withheld(CarryRule.NEW_KEYS, Map.of("a", 1L), Map.of("z", 2L)));
  private static final SwapPlan UNDO =
      new SwapPlan(
          new UUID(4, 4),
          CONTEXT.plan().target(),
          CONTEXT.plan().shadow(),
          Strategy.EXCHANGE,
          List.of(),
          CONTEXT.plan().provenance(),
          SwapIntent.undo(SwapIntent.Direction.BACK, List.of(new UUID(1, 1))));
  private static final SwapPart PART = new SwapPart("z", "z_1_1_0", "hash");
  private static final LateParts LATE = new LateParts(List.of(PART), new TreeSet<>(Set.of("y")));
  private static final PartitionDigest DIGEST = new PartitionDigest(4, "c", "p");
  private static final SwapFailure FAILURE =
      new SwapFailure(ErrorCode.CONTENT_CHANGED, "changed", List.of("a"));

  @Test
  void readsWhatItWrote() {
    List<SwapState> states =
        List.of(
            new SwapState.Requested(SwapContext.of(CONTEXT.plan())),
            new SwapState.Adopting(CONTEXT, new SwapState.LookingUp(CONTEXT, FAILURE)),
            new SwapState.LookingUp(CONTEXT, null),
            new SwapState.Requested(SwapContext.of(UNDO)),
            new SwapState.Assembling(
                CONTEXT,
                new Assembly(
                    List.of(),
                    List.of(new Assembly.Layer(UNDO.target(), null, List.of("a"))),
                    new TreeMap<>(),
                    new TreeMap<>(Map.of("a", DIGEST)))),
            new SwapState.Recloning(
                CONTEXT, 2, new CloneList(List.of("z"), List.of("y"), List.of("a"))),
            new SwapState.Replacing(CONTEXT, 5),
            new SwapState.Draining(CONTEXT, Carried.nothing(Set.of("q"))),
            new SwapState.CopyingLate(CONTEXT, Carried.nothing(Set.of()), LATE),
            new SwapState.MovingLate(
                CONTEXT,
                new Carried(Set.of("q"), 1, List.of(PART), LATE.mixed()),
                Doubt.MAY_HAVE_RUN),
            new SwapState.Completed(
                CONTEXT,
                new KeptTables(
                    new TableName("hindcast", "previous"),
                    new TableName("hindcast", "published"),
                    null),
                List.of(new SwappedPartition("a", DIGEST, DIGEST))),
            new SwapState.Refused(CONTEXT, FAILURE));

    assertThat(states)
        .allSatisfy(
            state -> assertThat(SwapStateJson.read(SwapStateJson.write(state))).isEqualTo(state));
  }

  @Test
  void namesTheDocumentThatItDoesNotKnow() {
    assertThatThrownBy(() -> SwapStateJson.read("{\"is\":\"Dreaming\"}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Dreaming");
  }
}
