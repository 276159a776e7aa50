package io.hindcast.localstack.kafka;

import io.hindcast.localstack.container.ContainerServer;
import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.ServerKind;
import io.hindcast.localstack.process.ChildCommand;
import io.hindcast.localstack.process.JavaProcess;
import io.hindcast.localstack.process.Lifetime;
import io.hindcast.localstack.process.StartFailed;
import io.hindcast.localstack.server.ForeignServer;
import io.hindcast.localstack.server.Launch;
import io.hindcast.localstack.server.LocalServer;
import io.hindcast.localstack.server.PrivateFile;
import io.hindcast.localstack.server.Server;
import io.hindcast.localstack.server.ServerDirectory;
import io.hindcast.localstack.server.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A Kafka broker with share groups, one node, listening on the loopback interface only. Its records
 * of up to 16 MiB survive {@link #kill} and {@link #restart} as far as the operating system lives
 * on.
 */
public final class LocalKafka extends LocalServer {
  /** Variable that asks for a way of running the broker. */
  public static final String KIND_VARIABLE = "HINDCAST_KAFKA";

  /** Variable that names the image of a broker in a container. */
  public static final String IMAGE_VARIABLE = "HINDCAST_KAFKA_IMAGE";

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String bootstrap;

  private LocalKafka(String bootstrap, Server server) {
    super(server);
    this.bootstrap = bootstrap;
  }

  /**
   * Starts a broker on the directory, formatted at the first start, and waits until it serves; or
   * takes the one that {@code HINDCAST_KAFKA_BOOTSTRAP} names.
   *
   * @throws StartFailed when it does not become ready
   */
  public static LocalKafka start(KafkaOptions options) {
    return given(options.environment()).orElseGet(() -> startHere(options));
  }

  /** The broker that was started on the directory and still runs, or the user's. */
  public static Optional<LocalKafka> attach(Path directory) {
    KafkaOptions options = KafkaOptions.in(directory).withLifetime(Lifetime.DETACHED);
    return given(options.environment())
        .or(() -> ServerDirectory.find(directory).flatMap(place -> attach(options, place)));
  }

  private static Optional<LocalKafka> given(Environment environment) {
    return environment
        .value("HINDCAST_KAFKA_BOOTSTRAP")
        .map(at -> new LocalKafka(at, new ForeignServer("Kafka at " + at)));
  }

  private static Optional<LocalKafka> attach(KafkaOptions options, ServerDirectory place) {
    return place
        .value("port")
        .map(Integer::parseInt)
        .flatMap(port ->
            ServerProcess.attach(place, launch(options, place, port))
                .map(server -> new LocalKafka(address(port), server)));
  }

  private static LocalKafka startHere(KafkaOptions options) {
    ServerDirectory place = ServerDirectory.create(options.directory());
    int port = place.port("port", options.port());
    Server server =
        inContainer(options)
            ? ContainerServer.start(KafkaContainer.spec(options, place, port))
            : ServerProcess.start(place, launch(options, place, port));
    try {
      ShareState.create(address(port));
    } catch (StartFailed e) {
      server.stop();
      throw e;
    }
    return new LocalKafka(address(port), server);
  }

  private static boolean inContainer(KafkaOptions options) {
    return ServerKind.asked(
            options.environment(), KIND_VARIABLE, ServerKind.CONTAINER, ServerKind.EMBEDDED)
        .filter(ServerKind.CONTAINER::equals)
        .isPresent();
  }

  /** Bootstrap servers, as clients take them. */
  public String bootstrap() {
    return bootstrap;
  }

  private static String address(int port) {
    return "127.0.0.1:" + port;
  }

  private static Launch launch(KafkaOptions options, ServerDirectory place, int port) {
    return new Launch(
        "Kafka",
        place.resolve("kafka.log"),
        () -> command(options, place, port),
        () -> BrokerReadiness.serves(port),
        PATIENCE,
        "TERM");
  }

  private static ChildCommand command(KafkaOptions options, ServerDirectory place, int port) {
    Path data = place.resolve("data");
    Path configuration = place.resolve("broker.properties");
    Path temporary = PrivateFile.directory(place.resolve("tmp"));
    int controllerPort = place.port("controller-port", 0);
    PrivateFile.write(configuration, BrokerProperties.here(data, port, controllerPort).text());
    return JavaProcess.builder(KafkaLauncher.class)
        .jvmArgs("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .jvmArgs("-XX:-UsePerfData", "-Djava.io.tmpdir=" + temporary)
        .jvmArgs("-Dlogback.configurationFile=io/hindcast/localstack/kafka/logback-broker.xml")
        .args(configuration.toString(), data.toString())
        .onlyEnv(Map.of("PATH", Environment.system().value("PATH").orElse("")))
        .directory(place.path())
        .log(place.resolve("kafka.log"))
        .lifetime(options.lifetime())
        .command();
  }
}
