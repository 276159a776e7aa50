package io.hindcast.benchmarks.bed;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.outbox.StandIn;
import io.hindcast.core.outbox.Sender;
import io.hindcast.localstack.LocalStack;
import io.hindcast.localstack.StackOptions;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.localstack.server.Server;
import io.hindcast.localstack.services.LocalHindcast;
import io.hindcast.localstack.services.ServiceProcess;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import io.hindcast.messaging.kafka.TopicAdmin;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.clickhouse.ClickHouseConfig;
import io.hindcast.warehouse.clickhouse.ClickHouseWarehouse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A fresh stack with Hindcast's services on it; everything is gone when it is closed. */
public final class BenchBed implements AutoCloseable {
  private final BenchDirectory directory;
  private final LocalStack stack;
  private final LocalHindcast hindcast;
  private final Engine engine;
  private final MessageBus bus;
  private final AtomicBoolean closed = new AtomicBoolean();

  private BenchBed(BenchDirectory directory, LocalStack stack, LocalHindcast hindcast) {
    this.directory = directory;
    this.stack = stack;
    this.hindcast = hindcast;
    this.engine = new Engine(stack.clickhouse());
    this.bus = KafkaMessageBus.open(KafkaSettings.of(stack.kafka().bootstrap(), "bench"));
  }

  /** Starts it in a temporary directory and returns when everything is ready. */
  public static BenchBed start(int workers) {
    BenchDirectory directory = BenchDirectory.create();
    try {
      BenchBed bed = start(directory, workers);
      Runtime.getRuntime().addShutdownHook(new Thread(bed::close, "bench-close"));
      return bed;
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static BenchBed start(BenchDirectory directory, int workers) {
    LocalStack stack = LocalStack.start(StackOptions.in(directory.path().resolve("servers")));
    try {
      Path services = directory.path().resolve("services");
      return new BenchBed(directory, stack, LocalHindcast.start(stack, services, workers));
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Starts one more worker and returns when it is ready. */
  public void addWorker() {
    hindcast.addWorker();
  }

  /** Kills the so-manyth worker, counted around, and starts it again. */
  public void killWorker(int number) {
    List<ServiceProcess> workers =
        hindcast.processes().stream().filter(each -> each.name().startsWith("worker-")).toList();
    ServiceProcess victim = workers.get(number % workers.size());
    victim.kill();
    victim.restart();
  }

  /** Stops ClickHouse, starts it on the same data, and tells how long the start took. */
  public Duration restartWarehouse() {
    stack.clickhouse().stop();
    return timed(stack.clickhouse()::restart);
  }

  /** The same with one of Hindcast's services, such as {@code planner}. */
  public Duration restartService(String name) {
    ServiceProcess service = hindcast.process(name);
    service.stop();
    return timed(service::restart);
  }

  private static Duration timed(Runnable start) {
    long began = System.nanoTime();
    start.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** The planner's store, beside the planner; to be closed by who opened it. */
  public Database openStore() {
    LocalPostgres server = stack.postgres();
    return Database.open(
        new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), 1, "planner"));
  }

  /** Speaks as the planner does; to be closed by who opened it. */
  public StandIn inPlaceOfThePlanner() {
    LocalPostgres server = stack.postgres();
    return StandIn.of(Sender.PLANNER, server.jdbcUrl(), server.user(), server.password());
  }

  /** Leaves everything but the engine the CPU time that the engine does not want. */
  public void putAside() {
    Stream.concat(hindcast.processes().stream(), Stream.of(stack.kafka(), stack.postgres()))
        .map(Server::pid)
        .forEach(Aside::put);
  }

  /** The bare engine. */
  public Engine engine() {
    return engine;
  }

  /** The engine as Hindcast's services see it; to be closed by who opened it. */
  public Warehouse openWarehouse() {
    LocalClickHouse server = stack.clickhouse();
    return new ClickHouseWarehouse(
        ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password()));
  }

  /** The broker, as a program beside Hindcast sees it. */
  public MessageBus bus() {
    return bus;
  }

  /** Creates a topic of the benchmark's own. */
  public void create(Topic<?> topic) {
    new TopicAdmin(KafkaSettings.of(stack.kafka().bootstrap(), "bench")).ensure(List.of(topic));
  }

  /** The planner's address. */
  public URI api() {
    return hindcast.api();
  }

  /** The planner's bearer token; a secret. */
  public String apiToken() {
    return hindcast.apiToken();
  }

  /** What Hindcast's own processes have used so far. */
  public Usage services() {
    return Usage.of(hindcast.processes().stream().map(Server::pid).toList());
  }

  /** The same, of each process by its name. */
  public SortedMap<String, Usage> eachService() {
    SortedMap<String, Usage> usages = new TreeMap<>();
    hindcast.processes().forEach(p -> usages.put(p.name(), Usage.of(List.of(p.pid()))));
    return usages;
  }

  /** What the engine's process has used so far. */
  public Usage warehouse() {
    return Usage.of(List.of(stack.clickhouse().pid()));
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try (directory;
        stack;
        hindcast;
        engine;
        bus) {
      // Closed in reverse order, each even when another fails.
    }
  }
}
