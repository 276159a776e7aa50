package io.hindcast.localstack.services;

import io.hindcast.localstack.kafka.LocalKafka;
import io.hindcast.localstack.process.ChildCommand;
import io.hindcast.localstack.process.JavaProcess;
import io.hindcast.localstack.process.Lifetime;
import io.hindcast.localstack.server.Launch;
import io.hindcast.localstack.server.LocalServer;
import io.hindcast.localstack.server.PrivateFile;
import io.hindcast.localstack.server.Server;
import io.hindcast.localstack.server.ServerDirectory;
import io.hindcast.localstack.server.ServerProcess;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * One service in a JVM of its own. {@link #kill} and {@link #restart} keep its settings and its
 * port; it ends with this JVM.
 */
public final class ServiceProcess extends LocalServer {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String LOG_VARIABLES = "HINDCAST_LOG_";
  private static final int UNSAFE_ACCESS_OPTION_SINCE = 23;

  private final String name;

  private ServiceProcess(String name, Server server) {
    super(server);
    this.name = name;
  }

  /** Starts the service on the directory and waits until it says that it is ready. */
  static ServiceProcess start(
      ServiceKind kind, String name, Path directory, ServiceSettings settings) {
    ServerDirectory place = ServerDirectory.create(directory);
    int port = place.port("management-port", 0);
    Launch launch =
        new Launch(
            name,
            place.resolve(name + ".log"),
            () -> command(kind, name, place, settings),
            new ServiceReadiness(port),
            PATIENCE,
            "TERM");
    return new ServiceProcess(name, ServerProcess.start(place, launch));
  }

  /** Such as {@code planner} or {@code worker-2}. */
  public String name() {
    return name;
  }

  private static ChildCommand command(
      ServiceKind kind, String name, ServerDirectory place, ServiceSettings settings) {
    Path file = place.resolve("service.properties");
    int port = Integer.parseInt(place.required("management-port"));
    PrivateFile.write(file, text(settings.of(kind, port)));
    JavaProcess java =
        JavaProcess.builder(kind.mainClass())
            .jvmArgs(kind.heap(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
            .jvmArgs("-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED")
            .jvmArgs("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.hindcast.schemas")
            // They steer the local stack; a service would take them for settings of its own.
            .withoutEnv(LocalKafka.KIND_VARIABLE, LocalKafka.IMAGE_VARIABLE)
            .onlyEnv(environment(file));
    if (Runtime.version().feature() >= UNSAFE_ACCESS_OPTION_SINCE) {
      java.jvmArgs("--sun-misc-unsafe-memory-access=allow");
    }
    return java.directory(place.path())
        .log(place.resolve(name + ".log"))
        .lifetime(Lifetime.WITH_PARENT)
        .command();
  }

  /** Variables of the user that mean a service elsewhere must not reach those of the stack. */
  private static Map<String, String> environment(Path settings) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(it -> it.startsWith("HINDCAST_") && !it.startsWith(LOG_VARIABLES));
    variables.put("HINDCAST_CONFIG", settings.toString());
    return variables;
  }

  private static String text(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot render a service's settings", e);
    }
    return text.toString();
  }
}
