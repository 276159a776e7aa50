package io.hindcast.systemtests.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.systemtests.stack.StopsStack;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random tables, changes and commands on the real stack against a model in SQL. {@code
 * -Dhindcast.property.seeds=300} lives so many lives, from {@code -Dhindcast.property.seed} on.
 */
@ExtendWith(StopsStack.class)
class NeverSilentlyWrongIT {
  private static final long FIRST = Long.getLong("hindcast.property.seed", 1);
  private static final int LIVES = Integer.getInteger("hindcast.property.seeds", 20);

  @Test
  void whatSucceedsIsRightAndWhatIsRefusedChangesNothing() {
    Lives lives = Lives.of(LongStream.range(FIRST, FIRST + LIVES));
    Tally tally = lives.tally();

    assertThat(lives.broken()).as("%d lives from seed %d on: %s", LIVES, FIRST, tally).isEmpty();
    // What refuses everything is never wrong, and of no use.
    assertThat(tally.of("submit SWAPPED")).as("%s", tally).isGreaterThanOrEqualTo(LIVES / 2);
  }
}
