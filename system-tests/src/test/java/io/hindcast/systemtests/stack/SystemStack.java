package io.hindcast.systemtests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.connection.Connection;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.localstack.LocalStack;
import io.hindcast.localstack.StackOptions;
import io.hindcast.localstack.clickhouse.ClickHouseOptions;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.localstack.services.LocalHindcast;
import io.hindcast.localstack.services.ServiceProcess;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Servers and services on one directory, started at the first use and stopped after the last test.
 * The directory stays for a look at the logs and is emptied by the next start.
 */
public final class SystemStack {
  private static final Path DIRECTORY = Path.of("target", "system-stack").toAbsolutePath();
  private static final int WORKERS = 2;
  private static final String CLASS_PATH = "java.class.path";

  /** The name of the second ClickHouse in the configuration of the services. */
  public static final String SHARD = "shard2";

  private LocalStack servers;
  private LocalClickHouse shard;
  private LocalHindcast services;
  private final MessageBus bus;
  private final PlannerApi api;
  private final ClickHouse clickhouse;
  private final SwapEvents swaps;
  private final DeadLetters deadLetters;

  private SystemStack() {
    delete(DIRECTORY);
    copyUsers();
    servers = LocalStack.start(StackOptions.in(DIRECTORY));
    shard = startShard();
    services = startServices();
    bus = KafkaMessageBus.open(KafkaSettings.of(servers.kafka().bootstrap(), "system-tests"));
    api = new PlannerApi(new Connection(services.api(), services.apiToken()));
    clickhouse = new ClickHouse(servers.clickhouse());
    swaps = SwapEvents.follow(bus);
    deadLetters = DeadLetters.follow(bus);
  }

  /** Beside the users that the local stack makes, ClickHouse reads those of {@code users.d}. */
  private static void copyUsers() {
    Path users = DIRECTORY.resolve("clickhouse").resolve("users.d");
    try {
      Files.createDirectories(users);
      Files.copy(Path.of("users.d", "policies.xml"), users.resolve("policies.xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stack of this JVM. */
  public static SystemStack shared() {
    return Shared.STACK;
  }

  public ClickHouse clickhouse() {
    return clickhouse;
  }

  /** The second ClickHouse, as its other users see it. */
  public ClickHouse shard() {
    return new ClickHouse(shard);
  }

  /** The second ClickHouse's process. */
  public LocalClickHouse shardServer() {
    return shard;
  }

  public MessageBus bus() {
    return bus;
  }

  /** Where the API is, and its token. */
  public Connection connection() {
    return new Connection(services.api(), services.apiToken());
  }

  public PlannerApi api() {
    return api;
  }

  public Backfills backfills() {
    return new Backfills(this);
  }

  public SwapEvents swaps() {
    return swaps;
  }

  public DeadLetters deadLetters() {
    return deadLetters;
  }

  public String bootstrap() {
    return servers.kafka().bootstrap();
  }

  /** The newest message of a service on a topic for the backfill, encoded. */
  public byte[] said(String service, String topic, UUID backfillId) {
    return new Outboxes(servers.postgres()).newest(service, topic, backfillId);
  }

  /** Holds the relay's swaps until it is passed or closed. */
  public StepGate closedGate() {
    return StepGate.closed(servers.postgres());
  }

  /** The process of that name, such as {@code planner} or {@code worker-1}. */
  public ServiceProcess process(String name) {
    return services.process(name);
  }

  /** All services' processes. */
  public List<ServiceProcess> processes() {
    return services.processes();
  }

  /** One more worker, to be closed by who asked for it. */
  public ServiceProcess addWorker() {
    return services.addWorker();
  }

  /** The servers. */
  public LocalStack servers() {
    return servers;
  }

  /** The worker of that id. */
  public ServiceProcess worker(String workerId) {
    return services.processes().stream()
        .filter(process -> process.name().startsWith("worker-"))
        .filter(process -> workerId.contains("-" + process.pid() + "-"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No process is worker " + workerId));
  }

  /** Waits until the backfill has no working tables but those that are kept for a rollback. */
  public void assertNothingLeft(UUID backfillId) {
    String prefix = new BackfillNames(backfillId, "hindcast").prefix();
    String query = "SELECT name FROM system.tables WHERE startsWith(name, '%s')".formatted(prefix);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(clickhouse.rows(query))
                .allMatch(name ->
                    name.endsWith("_previous")
                        || name.endsWith("_published")
                        || name.endsWith("_base")));
  }

  /** Kills the process, does something, and starts it again whatever came of that. */
  public void without(ServiceProcess process, Runnable meanwhile) {
    process.kill();
    try {
      meanwhile.run();
    } finally {
      process.restart();
    }
  }

  /** Stops everything, servers too, and starts it again on the same directory. */
  public void restart() {
    services.close();
    shard.close();
    servers.close();
    servers = LocalStack.start(StackOptions.in(DIRECTORY));
    shard = startShard();
    services = startServices();
  }

  /**
   * Runs the services with classes of a directory in front of their own, does something, and runs
   * them as they were.
   */
  public void withClasses(Path classes, Runnable meanwhile) {
    String own = System.getProperty(CLASS_PATH, "");
    services.close();
    System.setProperty(CLASS_PATH, classes + File.pathSeparator + own);
    try {
      services = startServices();
      meanwhile.run();
    } finally {
      services.close();
      System.setProperty(CLASS_PATH, own);
      services = startServices();
    }
  }

  private static LocalClickHouse startShard() {
    return LocalClickHouse.start(ClickHouseOptions.in(DIRECTORY.resolve(SHARD)).ownServer());
  }

  private LocalHindcast startServices() {
    return LocalHindcast.start(
        servers, DIRECTORY.resolve("services"), WORKERS, Map.of(SHARD, shard));
  }

  /** Stops everything. */
  void close() {
    bus.close();
    api.close();
    services.close();
    shard.close();
    servers.close();
  }

  private static void delete(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> inner = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : inner) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Shared {
    static final SystemStack STACK = new SystemStack();
  }
}
