package io.hindcast.localstack.container;

import com.github.dockerjava.api.DockerClient;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import io.hindcast.localstack.process.LogTail;
import io.hindcast.localstack.process.StartFailed;
import io.hindcast.localstack.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.SelinuxContext;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A server in a container that ends with this JVM; its data end with it too. */
public final class ContainerServer implements Server {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerServer.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int TAIL = 15;

  private final ContainerSpec spec;
  private final GenericContainer<?> container;

  private ContainerServer(ContainerSpec spec, GenericContainer<?> container) {
    this.spec = spec;
    this.container = container;
  }

  /**
   * Starts the container, fetching its image when the engine lacks it, and waits until it serves.
   *
   * @throws PrerequisiteMissing when no Docker engine answers or the image cannot be had
   * @throws StartFailed when the server does not become ready
   */
  public static ContainerServer start(ContainerSpec spec) {
    ContainerServer server = new ContainerServer(spec, container(spec));
    try {
      server.container.start();
    } catch (RuntimeException e) {
      // The library's exceptions have no common type; all of them mean that there is no container.
      throw new PrerequisiteMissing(
          "%s cannot be run as a container of %s: %s. Check that a Docker engine runs and has or can fetch the image; what it printed is in %s."
              .formatted(spec.name(), spec.image(), firstCause(e), spec.log()),
          e);
    }
    server.awaitReady();
    return server;
  }

  private static GenericContainer<?> container(ContainerSpec spec) {
    ContainerSpec.Settings settings = spec.settings();
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(spec.image()))
            .withEnv(settings.variables())
            .withLogConsumer(frame -> append(spec.log(), frame))
            .waitingFor(new Started());
    container.setPortBindings(
        settings.ports().entrySet().stream()
            .map(port -> "127.0.0.1:" + port.getKey() + ":" + port.getValue())
            .toList());
    settings
        .mounts()
        .forEach((here, there) ->
            container.addFileSystemBind(
                here.toString(), there, BindMode.READ_WRITE, SelinuxContext.SHARED));
    if (!settings.command().isEmpty()) {
      container.setCommand(settings.command().toArray(String[]::new));
    }
    return container;
  }

  /** Readiness is asked for from outside, the same way after a restart. */
  private static final class Started extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {
      // See awaitReady.
    }
  }

  private static String firstCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip();
  }

  private static void append(Path log, OutputFrame frame) {
    try {
      Files.writeString(
          log, frame.getUtf8String(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + log, e);
    }
  }

  @Override
  public boolean isOurs() {
    return true;
  }

  @Override
  public boolean isRunning() {
    return container.isRunning();
  }

  @Override
  public long pid() {
    Long pid = docker().inspectContainerCmd(id()).exec().getState().getPidLong();
    if (pid == null || pid == 0) {
      throw new IllegalStateException(spec.name() + " does not run");
    }
    return pid;
  }

  @Override
  public void kill() {
    docker().killContainerCmd(id()).exec();
  }

  @Override
  public void restart() {
    docker().startContainerCmd(id()).exec();
    awaitReady();
  }

  @Override
  public void stop() {
    if (container.isRunning()) {
      docker().stopContainerCmd(id()).exec();
    }
  }

  @Override
  public Path log() {
    return spec.log();
  }

  /** Stops the container and removes it with its data. */
  @Override
  public void close() {
    stop();
    container.stop();
  }

  private void awaitReady() {
    long begin = System.nanoTime();
    while (!spec.ready().getAsBoolean()) {
      if (!container.isRunning() || System.nanoTime() - begin > PATIENCE.toNanos()) {
        container.stop();
        throw new StartFailed(
            "%s in a container of %s did not become ready. The last lines of %s:%n%s"
                .formatted(spec.name(), spec.image(), log(), LogTail.of(log(), TAIL)));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    long tookMs = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    LOG.info("{} is ready after {} ms as container {}", spec.name(), tookMs, id());
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }

  private String id() {
    return container.getContainerId();
  }
}
