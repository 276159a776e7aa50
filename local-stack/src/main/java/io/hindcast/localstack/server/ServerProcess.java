package io.hindcast.localstack.server;

import io.hindcast.localstack.process.ChildCommand;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.localstack.process.Lifetime;
import io.hindcast.localstack.process.LogTail;
import io.hindcast.localstack.process.ProcessIdentity;
import io.hindcast.localstack.process.ProcessTree;
import io.hindcast.localstack.process.Signal;
import io.hindcast.localstack.process.StartFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server process on a directory of ours; at most one runs per directory. */
public final class ServerProcess implements Server {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int TAIL = 15;

  private final ServerDirectory directory;
  private final Launch launch;
  private Lifetime lifetime = Lifetime.DETACHED;
  private @Nullable ChildProcess child;

  private ServerProcess(ServerDirectory directory, Launch launch) {
    this.directory = directory;
    this.launch = launch;
  }

  /**
   * Starts the server and waits until it is ready.
   *
   * @throws StartFailed when it does not become ready in time; it does not run then
   * @throws IllegalStateException when one runs on the directory already
   */
  public static ServerProcess start(ServerDirectory directory, Launch launch) {
    ServerProcess server = new ServerProcess(directory, launch);
    server.restart();
    return server;
  }

  /** Control over the server that somebody started on the directory, when it runs. */
  public static Optional<ServerProcess> attach(ServerDirectory directory, Launch launch) {
    return directory.process().map(running -> new ServerProcess(directory, launch));
  }

  @Override
  public boolean isOurs() {
    return true;
  }

  @Override
  public synchronized boolean isRunning() {
    return directory.process().isPresent();
  }

  @Override
  public synchronized long pid() {
    return running().pid();
  }

  @Override
  public synchronized void kill() {
    ProcessHandle server = running();
    ProcessTree.kill(server);
    if (child != null) {
      child.kill();
    }
    server.onExit().join();
    directory.ended();
  }

  @Override
  public synchronized void restart() {
    directory
        .process()
        .ifPresent(other -> {
          throw new IllegalStateException(
              "%s already runs on %s as process %d; stop it first"
                  .formatted(launch.name(), directory.path(), other.pid()));
        });
    long begin = System.nanoTime();
    directory.startsAnew();
    ChildCommand command = launch.command().get();
    lifetime = command.lifetime();
    ChildProcess started = ChildProcess.start(command);
    child = started;
    directory.running(ProcessIdentity.of(started.handle()));
    awaitReady(started);
    directory.supervised().map(ProcessIdentity::of).ifPresent(directory::running);
    LOG.info(
        "{} is ready after {} ms as process {}",
        launch.name(),
        Duration.ofNanos(System.nanoTime() - begin).toMillis(),
        pid());
  }

  @Override
  public synchronized void stop() {
    Optional<ProcessHandle> server = directory.process();
    boolean clean = server.map(this::stop).orElse(true);
    if (child != null) {
      child.stop(GRACE);
    }
    directory.ended();
    if (!clean) {
      LOG.warn("{} did not stop within {} and was killed", launch.name(), GRACE);
    }
  }

  private boolean stop(ProcessHandle server) {
    if (child != null && lifetime == Lifetime.WITH_PARENT) {
      return child.stop(GRACE);
    }
    Signal.send(launch.stopSignal(), server);
    if (Signal.ended(server, GRACE)) {
      return true;
    }
    ProcessTree.kill(server);
    return false;
  }

  @Override
  public Path log() {
    return launch.log();
  }

  @Override
  public void close() {
    if (lifetime == Lifetime.WITH_PARENT) {
      stop();
    }
  }

  private ProcessHandle running() {
    return directory
        .process()
        .orElseThrow(() ->
            new IllegalStateException(
                "%s does not run on %s".formatted(launch.name(), directory.path())));
  }

  private void awaitReady(ChildProcess started) {
    Progress progress = Progress.of(started.handle(), launch.patience());
    while (!launch.ready().getAsBoolean()) {
      var exit = started.waitFor(POLL);
      if (exit.isPresent()) {
        throw failed("ended with exit code " + exit.getAsInt() + " before it was ready");
      }
      if (progress.isOver()) {
        started.kill();
        throw failed("was not ready after " + progress.waited().toSeconds() + " s");
      }
    }
  }

  private StartFailed failed(String what) {
    directory.ended();
    return new StartFailed(
        "%s %s. The last lines of %s:%n%s"
            .formatted(launch.name(), what, log(), LogTail.of(log(), TAIL)));
  }
}
