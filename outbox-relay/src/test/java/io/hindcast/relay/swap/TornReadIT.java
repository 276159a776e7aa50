package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.schemas.SwapRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What readers see of a table of 60 partitions while all of them are published anew. */
@Timeout(600)
class TornReadIT {
  private static final Logger LOG = LoggerFactory.getLogger(TornReadIT.class);
  private static final int PARTITIONS = 60;
  private static final int ROWS = 20;
  private static final int READERS = 4;
  private static final int SWAPS = Integer.getInteger("hindcast.torn.swaps", 8);
  private static final long READS = Long.getLong("hindcast.torn.reads", 2_000);

  @Test
  void nobodySeesAMixOrAnErrorWhenTablesAreExchanged() throws Exception {
    try (SwapFixture fixture = new SwapFixture(PARTITIONS, ROWS);
        SwapRunner runner = fixture.runner();
        GenerationReaders readers = readers(fixture)) {
      Generations generations =
          new Generations(
              fixture,
              runner,
              version -> fixture.request(PARTITIONS, version, Strategy.EXCHANGE),
              true,
              1);
      while (generations.swaps() < SWAPS || readers.reads() < READS) {
        publish(generations, readers);
      }
      readers.stop();
      report("exchange", generations, readers);
      assertThat(readers.failures()).isEmpty();
      assertThat(readers.mixed()).isZero();
      assertThat(readers.reads()).isGreaterThanOrEqualTo(READS);
      assertThat(generations.swaps()).isGreaterThanOrEqualTo(SWAPS);
      assertThat(generations.rollbacks()).isGreaterThanOrEqualTo(SWAPS / 3);
    }
  }

  /** If these readers saw no mix here, they would prove nothing above. */
  @Test
  void theSameReadersSeeMixesWhenPartitionsAreReplaced() throws Exception {
    try (SwapFixture fixture = new SwapFixture(PARTITIONS, ROWS);
        SwapRunner runner = fixture.runner();
        GenerationReaders readers = readers(fixture)) {
      Generations generations =
          new Generations(
              fixture,
              runner,
              version -> fixture.request(PARTITIONS, version, Strategy.REPLACE),
              false,
              1);
      while (generations.swaps() < SWAPS && readers.mixed() == 0) {
        publish(generations, readers);
      }
      readers.stop();
      report("replace", generations, readers);
      assertThat(readers.failures()).isEmpty();
      assertThat(readers.mixed()).isPositive();
    }
  }

  private static GenerationReaders readers(SwapFixture fixture) throws Exception {
    GenerationReaders readers =
        new GenerationReaders(fixture.target, PARTITIONS, (long) PARTITIONS * ROWS, READERS);
    readers.awaitSeenByAll(1);
    return readers;
  }

  private static void publish(Generations generations, GenerationReaders readers) {
    assertThat(generations.next().getOutcome()).isNotInstanceOf(SwapRefused.class);
    readers.awaitSeenByAll(generations.live());
  }

  private static void report(String how, Generations generations, GenerationReaders readers) {
    LOG.info(
        "{}: {} swaps, {} of them rollbacks; {} reads, {} mixed, {} failed",
        how,
        generations.swaps(),
        generations.rollbacks(),
        readers.reads(),
        readers.mixed(),
        readers.failures().size());
  }
}
