package io.hindcast.systemtests.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.systemtests.stack.Days;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Twenty backfills at once, on two workers. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class ManyBackfillsIT {
  private static final SystemStack STACK = SystemStack.shared();
  private static final int BACKFILLS = 20;
  private static final int DAYS = 2;
  private static final int LONG = 150;

  @Test
  void aLongOneStarvesNoneOfTwentyShortOnes() {
    Days longest = Days.create(STACK.clickhouse(), "longest", LONG);
    UUID longestId = STACK.backfills().request(longest.spec(8));
    STACK.backfills().until(longestId, it -> it.progress().tasksDone() > 0);
    Map<UUID, Days> shortOnes = new LinkedHashMap<>();
    for (int i = 0; i < BACKFILLS; i++) {
      Days days = Days.create(STACK.clickhouse(), "one_of_many_" + i, DAYS);
      shortOnes.put(STACK.backfills().request(days.spec(2)), days);
    }

    shortOnes
        .keySet()
        .forEach(id -> STACK.backfills().until(id, it -> it.progress().tasksDone() > 0));
    assertThat(STACK.backfills().find(longestId).orElseThrow().progress().tasksDone())
        .as("tasks of the long one when the last short one has a result")
        .isLessThan(LONG);

    shortOnes.forEach(ManyBackfillsIT::assertSwapped);
    assertSwapped(longestId, longest);
  }

  private static void assertSwapped(UUID id, Days days) {
    Backfill ended = STACK.backfills().end(id);
    assertThat(ended.state()).as("%s: %s", days.database(), ended.reason()).isEqualTo("SWAPPED");
    days.assertRecomputed();
  }
}
