package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.control.relay.PostgresSwapStore;
import io.hindcast.core.swap.SwapStore;
import io.hindcast.core.table.TableName;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.localstack.process.JavaProcess;
import io.hindcast.localstack.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What swaps in a relay, in a process of its own that stands still at a step, so that it can be
 * killed there. The servers are those of the tests, by environment.
 */
public final class SwapProcess {
  private static final Logger LOG = LoggerFactory.getLogger(SwapProcess.class);
  private static final String STANDS_STILL = "This process stands still";
  private static final String END_OF_THREADS = " Metaspace ";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final AtomicInteger WRITERS = new AtomicInteger();

  private SwapProcess() {}

  /** Starts one on a fixture's store. */
  static ChildProcess start(
      SwapFixture fixture, List<Integer> arriving, CrashPoint point, Path log) {
    LocalPostgres postgres = SharedServers.postgres();
    LocalClickHouse clickhouse = SharedServers.clickhouse();
    return JavaProcess.builder(SwapProcess.class)
        .jvmArgs("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .jvmArgs("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        .jvmArgs("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.hindcast.schemas")
        .jvmArgs("-Djava.io.tmpdir=" + log.getParent())
        .args(fixture.database.schema(), fixture.target.toString())
        .args(arriving.stream().map(String::valueOf).collect(Collectors.joining(",")))
        .args(point.toString(), log.toString())
        .args(Integer.toString(WRITERS.incrementAndGet()))
        .env("HINDCAST_POSTGRES_URL", postgres.jdbcUrl())
        .env("HINDCAST_POSTGRES_USER", postgres.user())
        .env("HINDCAST_POSTGRES_PASSWORD", postgres.password())
        .env("HINDCAST_CLICKHOUSE_URL", clickhouse.url())
        .env("HINDCAST_CLICKHOUSE_USER", clickhouse.user())
        .env("HINDCAST_CLICKHOUSE_PASSWORD", clickhouse.password())
        .log(log)
        .start();
  }

  public static void main(String[] args) throws InterruptedException {
    List<Integer> partitions = Stream.of(args[2].split(",", -1)).map(Integer::valueOf).toList();
    Arrivals arrivals =
        new Arrivals(TableName.parse(args[1]), partitions, Integer.parseInt(args[5]));
    Interruption interruption =
        new Interruption(CrashPoint.parse(args[3]), arrivals, () -> standStill(Path.of(args[4])));
    SwapStore store =
        HookedStore.around(new PostgresSwapStore(SwapFixture.database(args[0])), interruption);
    try (SwapRunner runner =
        SwapFixture.runner(store, ClickHouseSql.warehouse(), "process-" + args[5])) {
      runner.wake();
      new CountDownLatch(1).await();
    }
  }

  /** Returns when the process stands still at its point; fails with all that it said instead. */
  static void awaitStandstill(ChildProcess relay, CrashPoint point) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> says(relay, STANDS_STILL) || !relay.isAlive());
    } catch (ConditionTimeoutException e) { // What it does instead is told below.
      Signal.send("QUIT", relay.handle());
      Awaitility.await("the threads of a relay that says " + said(relay))
          .until(() -> says(relay, END_OF_THREADS));
    }
    assertThat(said(relay))
        .as("what the relay says that was to come to %s", point)
        .contains(STANDS_STILL);
  }

  /** Whether a process has written that. */
  static boolean says(ChildProcess relay, String text) {
    return said(relay).contains(text);
  }

  private static String said(ChildProcess relay) {
    try {
      return Files.readString(relay.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the process go on that stands still. */
  static void goOn(ChildProcess relay) {
    try {
      Files.createFile(sign(relay.log()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path sign(Path log) {
    return log.resolveSibling(log.getFileName() + ".go");
  }

  private static void standStill(Path log) {
    LOG.info(STANDS_STILL);
    Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> Files.exists(sign(log)));
  }
}
