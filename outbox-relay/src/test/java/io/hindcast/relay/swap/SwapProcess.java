package io.hindcast.relay.swap;

import io.hindcast.control.relay.PostgresSwapStore;
import io.hindcast.core.swap.SwapStore;
import io.hindcast.core.table.TableName;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.localstack.process.JavaProcess;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What swaps in a relay, in a process of its own that dies or stands still at a step. The servers
 * are those of the tests, by environment.
 */
public final class SwapProcess {
  /** How the JVM ends that is halted; like one that was killed, it does nothing more. */
  static final int HALTED = 137;

  private static final Logger LOG = LoggerFactory.getLogger(SwapProcess.class);
  static final String STANDS_STILL = "This process stands still";
  private static final AtomicInteger WRITERS = new AtomicInteger();

  private SwapProcess() {}

  /** What happens at the point. */
  enum Fate {
    HALT,
    STAND_STILL
  }

  /** Starts one on a fixture's store. */
  static ChildProcess start(
      SwapFixture fixture, List<Integer> arriving, CrashPoint point, Fate fate, Path log) {
    LocalPostgres postgres = SharedServers.postgres();
    LocalClickHouse clickhouse = SharedServers.clickhouse();
    return JavaProcess.builder(SwapProcess.class)
        .jvmArgs("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .jvmArgs("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        .jvmArgs("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.hindcast.schemas")
        .jvmArgs("-Djava.io.tmpdir=" + log.getParent())
        .args(fixture.database.schema(), fixture.target.toString())
        .args(arriving.stream().map(String::valueOf).collect(Collectors.joining(",")))
        .args(point.toString(), fate.name(), log.toString())
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
        new Arrivals(TableName.parse(args[1]), partitions, Integer.parseInt(args[6]));
    Interruption interruption =
        new Interruption(
            CrashPoint.parse(args[3]),
            arrivals,
            () -> meet(Fate.valueOf(args[4]), Path.of(args[5])));
    SwapStore store =
        HookedStore.around(new PostgresSwapStore(SwapFixture.database(args[0])), interruption);
    try (SwapRunner runner =
        SwapFixture.runner(store, ClickHouseSql.warehouse(), "process-" + args[6])) {
      runner.wake();
      new CountDownLatch(1).await();
    }
  }

  /** Whether a process has written that. */
  static boolean says(Path log, String text) {
    try {
      return Files.readString(log).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the process go on that stands still. */
  static void goOn(Path log) {
    try {
      Files.createFile(sign(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path sign(Path log) {
    return log.resolveSibling(log.getFileName() + ".go");
  }

  private static void meet(Fate fate, Path log) {
    switch (fate) {
      case HALT -> Runtime.getRuntime().halt(HALTED);
      case STAND_STILL -> {
        LOG.info(STANDS_STILL);
        Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> Files.exists(sign(log)));
      }
    }
  }
}
