package io.hindcast.worker;

import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.worker.task.ClickHouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker in a JVM of its own. */
final class WorkerProcess {
  private static final long PATIENCE_S = 30;

  private final Process process;

  private WorkerProcess(Process process) {
    this.process = process;
  }

  static WorkerProcess start(String id, Duration drain) {
    LocalClickHouse server = ClickHouse.server();
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.hindcast.schemas",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerMain.class.getName());
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("HINDCAST_KAFKA_BOOTSTRAP", SharedServers.kafka().bootstrap()),
                Map.entry("HINDCAST_DATABASE_URL", SharedServers.postgres().jdbcUrl()),
                Map.entry("HINDCAST_DATABASE_USER", SharedServers.postgres().user()),
                Map.entry("HINDCAST_DATABASE_PASSWORD", SharedServers.postgres().password()),
                Map.entry("HINDCAST_WAREHOUSE_URL", server.url()),
                Map.entry("HINDCAST_WAREHOUSE_USER", server.user()),
                Map.entry("HINDCAST_WAREHOUSE_PASSWORD", server.password()),
                Map.entry("HINDCAST_MANAGEMENT_PORT", "0"),
                Map.entry("HINDCAST_WORKER_ID", id),
                Map.entry("HINDCAST_WORKER_SLOTS", "1"),
                Map.entry("HINDCAST_WORKER_DRAIN", drain.toMillis() + "ms")));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT);
    try {
      return new WorkerProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start a worker", e);
    }
  }

  /** As an operator stops it. */
  void terminate() {
    process.destroy();
  }

  /** As a crash stops it. */
  void kill() {
    process.destroyForcibly();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      throw new AssertionError("The worker did not end within %d s".formatted(PATIENCE_S));
    }
    return process.exitValue();
  }

  static void endAll(List<WorkerProcess> workers) throws InterruptedException {
    for (WorkerProcess worker : workers) {
      worker.kill();
      worker.exitCode();
    }
  }
}
