package io.hindcast.localstack;

import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.localstack.kafka.LocalKafka;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.localstack.prerequisite.FreeDisk;
import io.hindcast.localstack.server.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Kafka, PostgreSQL and ClickHouse on one directory. */
public record LocalStack(LocalKafka kafka, LocalPostgres postgres, LocalClickHouse clickhouse)
    implements AutoCloseable {

  /**
   * Starts the three servers at the same time and waits until all are ready. When one fails, the
   * others are stopped before its exception is thrown.
   *
   * @throws io.hindcast.localstack.prerequisite.PrerequisiteMissing when this machine lacks
   *     something
   * @throws io.hindcast.localstack.process.StartFailed when a server does not become ready
   */
  public static LocalStack start(StackOptions options) {
    FreeDisk.require(options.directory(), options.leastFreeBytes());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kafka = start(() -> LocalKafka.start(options.kafka()), threads);
      var postgres = start(() -> LocalPostgres.start(options.postgres()), threads);
      var clickhouse = start(() -> LocalClickHouse.start(options.clickHouse()), threads);
      try {
        CompletableFuture.allOf(kafka, postgres, clickhouse).join();
        return new LocalStack(kafka.join(), postgres.join(), clickhouse.join());
      } catch (CompletionException e) {
        List.of(kafka, postgres, clickhouse).forEach(LocalStack::undo);
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
  }

  private static <T extends Server> CompletableFuture<T> start(
      Supplier<T> server, ExecutorService threads) {
    return CompletableFuture.supplyAsync(server, threads);
  }

  private static void undo(CompletableFuture<? extends Server> server) {
    if (!server.isCompletedExceptionally()) {
      server.join().stop();
    }
  }

  /** The stack that was started on the directory; empty unless all three servers run. */
  public static Optional<LocalStack> attach(Path directory) {
    Optional<LocalKafka> kafka = LocalKafka.attach(directory.resolve("kafka"));
    Optional<LocalPostgres> postgres = LocalPostgres.attach(directory.resolve("postgres"));
    Optional<LocalClickHouse> clickhouse = LocalClickHouse.attach(directory.resolve("clickhouse"));
    return kafka.flatMap(k -> postgres.flatMap(p -> clickhouse.map(c -> new LocalStack(k, p, c))));
  }

  /**
   * Stops whichever servers run on the directory, detached ones too, and returns when they are
   * gone.
   */
  public static void stop(Path directory) {
    LocalClickHouse.attach(directory.resolve("clickhouse")).ifPresent(Server::stop);
    LocalKafka.attach(directory.resolve("kafka")).ifPresent(Server::stop);
    LocalPostgres.attach(directory.resolve("postgres")).ifPresent(Server::stop);
  }

  /** Stops the servers, unless they are detached or the user's own. */
  @Override
  public void close() {
    try (clickhouse;
        kafka;
        postgres) {
      // Closed in reverse order, each even when another fails.
    }
  }
}
