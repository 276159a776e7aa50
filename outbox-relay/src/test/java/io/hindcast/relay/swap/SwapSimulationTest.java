package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SwapSimulationTest {
  private static final int RUNS = Integer.getInteger("hindcast.simulation.runs", 20_000);
  private static final long FIRST = Long.getLong("hindcast.simulation.seed", 1);
  private static final List<Invariant> INVARIANTS =
      List.of(
          new NoLostRow(),
          new SinglePublication(),
          new MonotonicFence(),
          new OutboxMatchesState(),
          new MergesResumed(),
          new NoOrphan());
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.hindcast.relay.swap");

  @BeforeAll
  static void silence() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    LOG.setLevel(null);
  }

  @Test
  void holdsItsPromisesUnderCrashesRestartsAndUnknownOutcomes() {
    List<Long> counts =
        LongStream.range(FIRST, FIRST + RUNS)
            .parallel()
            .mapToObj(SwapSimulationTest::run)
            .flatMap(List::stream)
            .collect(
                Collectors.teeing(
                    Collectors.counting(),
                    Collectors.filtering(SwapSimulation.Ended::completed, Collectors.counting()),
                    List::of));
    long swaps = counts.getFirst();
    long completed = counts.getLast();
    // The others met a failure that they could not wait out.
    assertThat(completed).as("completed of %d swaps", swaps).isGreaterThanOrEqualTo(swaps * 9 / 10);
  }

  private static List<SwapSimulation.Ended> run(long seed) {
    SwapSimulation simulation = new SwapSimulation(seed, INVARIANTS);
    try {
      return simulation.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "Seed %d (repeat it with -Dhindcast.simulation.seed=%d -Dhindcast.simulation.runs=1):%n%s"
              .formatted(seed, seed, journal(simulation)),
          e);
    }
  }

  private static String journal(SwapSimulation simulation) {
    StringBuilder text = new StringBuilder();
    simulation.store.journal.forEach(entry -> text.append(entry).append('\n'));
    return text.toString();
  }
}
