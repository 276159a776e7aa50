package io.hindcast.core.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.LiveSwaps.Done;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LiveSwapsTest {
  private static final UUID FIRST = new UUID(1, 0);
  private static final UUID FOLLOW_UP = new UUID(1, 1);

  /** A rollback undoes both swaps, what follows undoes the one before it. */
  @Property(tries = 100)
  void contentIsLiveAfterEverySecondReversalInWhateverOrderTheyAreHeardOf(
      @ForAll @IntRange(max = 6) int reversals, @ForAll long seed) {
    List<Done> done =
        new ArrayList<>(
            List.of(
                new Done(FIRST, 0, Direction.FORWARD, List.of()),
                new Done(FOLLOW_UP, 1, Direction.FORWARD, List.of())));
    List<UUID> undone = List.of(FIRST, FOLLOW_UP);
    for (int i = 0; i < reversals; i++) {
      Direction direction = i % 2 == 0 ? Direction.BACK : Direction.FORWARD;
      UUID id = new UUID(2, i);
      done.add(new Done(id, 2 + i, direction, undone));
      undone = List.of(id);
    }
    Collections.shuffle(done, new Random(seed));

    if (reversals % 2 == 0) {
      assertThat(LiveSwaps.published(done)).containsExactlyInAnyOrder(FIRST, FOLLOW_UP);
    } else {
      assertThat(LiveSwaps.published(done)).isEmpty();
    }
  }
}
