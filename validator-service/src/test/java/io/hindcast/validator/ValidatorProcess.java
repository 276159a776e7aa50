package io.hindcast.validator;

import static org.awaitility.Awaitility.await;

import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.localstack.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The validator in a JVM of its own, on the shared servers. */
final class ValidatorProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port = freePort();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path directory;
  private ChildProcess process;

  ValidatorProcess(Path directory) {
    this.directory = directory;
    process = launch();
  }

  /** Returns when it says that it is ready. */
  ValidatorProcess awaitReady() {
    await().atMost(PATIENCE).ignoreExceptions().until(() -> status("/health/ready") == 200);
    return this;
  }

  int status(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }

  void kill() {
    process.kill();
  }

  void startAgain() {
    process = launch();
  }

  OptionalInt terminate() {
    return process.terminate(PATIENCE);
  }

  private ChildProcess launch() {
    return JavaProcess.builder(ValidatorMain.class)
        .jvmArgs("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .jvmArgs("--enable-native-access=ALL-UNNAMED")
        .env(environment())
        .directory(directory)
        .log(directory.resolve("validator.log"))
        .start();
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("HINDCAST_KAFKA_BOOTSTRAP", SharedServers.kafka().bootstrap());
    variables.put("HINDCAST_DATABASE_URL", SharedServers.postgres().jdbcUrl());
    variables.put("HINDCAST_DATABASE_USER", SharedServers.postgres().user());
    variables.put("HINDCAST_DATABASE_PASSWORD", SharedServers.postgres().password());
    variables.put("HINDCAST_WAREHOUSE_URL", SharedServers.clickhouse().url());
    variables.put("HINDCAST_WAREHOUSE_USER", SharedServers.clickhouse().user());
    variables.put("HINDCAST_WAREHOUSE_PASSWORD", SharedServers.clickhouse().password());
    variables.put("HINDCAST_MANAGEMENT_PORT", Integer.toString(port));
    return variables;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
    client.close();
  }
}
