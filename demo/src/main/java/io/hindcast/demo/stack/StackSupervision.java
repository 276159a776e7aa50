package io.hindcast.demo.stack;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.connection.LocalStackDescription;
import io.hindcast.cli.connection.LocalStackFile;
import io.hindcast.localstack.LocalStack;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.localstack.process.JavaProcess;
import io.hindcast.localstack.process.Lifetime;
import io.hindcast.localstack.process.LogTail;
import io.hindcast.localstack.process.Signal;
import io.hindcast.localstack.server.PrivateFile;
import io.hindcast.localstack.services.LocalHindcast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Starts and stops the process that holds a stack together, one stack per directory. Starting and
 * stopping exclude each other across processes.
 */
public final class StackSupervision {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
  private static final Duration REVIVAL_PATIENCE = Duration.ofMinutes(2);
  private static final int TAIL = 20;

  private final CliContext context;
  private final Path directory;
  private final StackLock lock;

  /** Of the stack in this directory. */
  public StackSupervision(CliContext context, Path directory) {
    this.context = context;
    this.directory = directory;
    this.lock = new StackLock(directory.resolve("lock"));
  }

  /**
   * What to start.
   *
   * @param workers how many workers, at least one
   * @param lifetime whether the stack ends with this process
   */
  public record Request(int workers, Lifetime lifetime) {
    /** Rejects a stack that would do nothing. */
    public Request {
      if (workers < 1) {
        throw new CliException(ExitCode.USAGE, "At least one worker is needed, not " + workers);
      }
    }
  }

  /** The stack, when it is up. */
  public Optional<LocalStackDescription> running() {
    return LocalStackFile.read(directory).filter(LocalStackDescription::isUp);
  }

  /**
   * Starts the stack and returns when it is ready; false when it was up already.
   *
   * @param announce called before a start, which takes a while
   * @throws CliException with the reason when it cannot start; nothing runs then
   */
  public boolean start(Request request, Runnable announce) {
    PrivateFile.directory(directory);
    return lock.exclusively(() -> {
      if (running().isPresent()) {
        return false;
      }
      announce.run();
      forget();
      awaitReady(host(request));
      return true;
    });
  }

  /** Names of what should run and does not; empty when the stack is wholly up. */
  public List<String> missing() {
    return running().map(LocalStackDescription::missing).orElse(List.of("host"));
  }

  /** Waits until the stack's host has started again what died; false when it has not. */
  public boolean awaitWhole() {
    long deadline = System.nanoTime() + REVIVAL_PATIENCE.toNanos();
    try {
      while (!missing().isEmpty()) {
        if (running().isEmpty() || System.nanoTime() > deadline) {
          return false;
        }
        Thread.sleep(POLL);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Stops the stack, also one that was left behind in parts; false when none was up. */
  public boolean stop() {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    return lock.exclusively(() -> {
      boolean up = running().isPresent();
      running().ifPresent(StackSupervision::stop);
      LocalHindcast.stop(directory.resolve(StackHost.SERVICES));
      LocalStack.stop(directory);
      forget();
      return up;
    });
  }

  /** Makes this stack the one that commands without {@code --dir} mean. */
  public void point() {
    Path pointer = LocalStackFile.pointer(context);
    try {
      PrivateFile.directory(LocalStackFile.standardDirectory(context));
      Files.writeString(pointer, directory + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + pointer, e);
    }
  }

  private ChildProcess host(Request request) {
    return JavaProcess.builder(StackHost.class)
        .jvmArgs("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .jvmArgs("--enable-native-access=ALL-UNNAMED")
        .args(directory.toString(), Integer.toString(request.workers()))
        .directory(directory)
        .log(StackHost.log(directory))
        .lifetime(request.lifetime())
        .start();
  }

  private void awaitReady(ChildProcess host) {
    Thread stopper = new Thread(host::kill, "stop-unfinished-stack");
    Runtime.getRuntime().addShutdownHook(stopper);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (running().isEmpty()) {
      OptionalInt exit = host.waitFor(POLL);
      if (exit.isPresent()) {
        Runtime.getRuntime().removeShutdownHook(stopper);
        throw failure(exit.getAsInt());
      }
      if (System.nanoTime() > deadline) {
        host.kill();
        throw failure(ExitCode.INTERNAL.code());
      }
    }
    Runtime.getRuntime().removeShutdownHook(stopper);
  }

  private CliException failure(int exitCode) {
    Path log = StackHost.log(directory);
    return exitCode == ExitCode.PREREQUISITE.code()
        ? new CliException(ExitCode.PREREQUISITE, LogTail.oneLine(log, 1))
        : new CliException(
            ExitCode.INTERNAL,
            "The local stack did not start. The end of %s:%n%s"
                .formatted(log, LogTail.of(log, TAIL)));
  }

  private static void stop(LocalStackDescription stack) {
    stack.processes().getFirst().handle().ifPresent(StackSupervision::end);
  }

  private static void end(ProcessHandle host) {
    host.destroy();
    if (!Signal.ended(host, STOP_PATIENCE)) {
      host.destroyForcibly();
    }
  }

  private void forget() {
    Path pointer = LocalStackFile.pointer(context);
    try {
      Files.deleteIfExists(directory.resolve(LocalStackFile.NAME));
      if (Files.isRegularFile(pointer)
          && Files.readString(pointer).strip().equals(directory.toString())) {
        Files.delete(pointer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clean up " + directory, e);
    }
  }
}
