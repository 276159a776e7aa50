package io.hindcast.planner.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlannerSimulationTest {
  private static final int RUNS = Integer.getInteger("hindcast.simulation.runs", 10_000);
  private static final int TWICE = 20;
  private static final long FIRST = Long.getLong("hindcast.simulation.seed", 1);

  @BeforeAll
  static void silence() {
    Seeds.silence();
  }

  @AfterAll
  static void speak() {
    Seeds.speak();
  }

  @Test
  void holdsItsPromisesWhateverCrashesStallsOrComesTwice() {
    long start = System.nanoTime();
    Map<String, Long> ends =
        LongStream.range(FIRST, FIRST + RUNS)
            .parallel()
            .mapToObj(seed -> Seeds.live(seed, Seeds.invariants(), Plant.NONE))
            .flatMap(List::stream)
            .map(seen -> seen.backfill().state().label())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.printf(
        "%,d lives from seed %d in %,d ms (%,d a second): %s%n",
        RUNS, FIRST, millis, RUNS * 1000L / Math.max(1, millis), ends);

    if (RUNS >= 1000) {
      assertThat(ends).containsKeys("SWAPPED", "CANCELLED", "FAILED", "HOT_PARTITION", "REJECTED");
      assertThat(ends.get("SWAPPED"))
          .isGreaterThan(ends.values().stream().mapToLong(Long::longValue).sum() / 3);
    }
  }

  @Test
  void aLifeIsLivedTwiceInTheSameWay() {
    for (long seed = FIRST; seed < FIRST + TWICE; seed++) {
      assertThat(Seeds.steps(seed)).isEqualTo(Seeds.steps(seed)).isNotEmpty();
    }
  }
}
