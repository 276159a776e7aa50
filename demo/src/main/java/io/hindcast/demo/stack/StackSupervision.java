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
import io.hindcast.localstack.server.PrivateFile;
import io.hindcast.localstack.services.LocalHindcast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts and stops the process that holds a stack together, one stack per directory. Starting and
 * stopping exclude each other across processes.
 */
public final class StackSupervision {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
  private static final int TAIL = 20;

  private final CliContext context;
  private final Path directory;

  /** Of the stack in this directory. */
  public StackSupervision(CliContext context, Path directory) {
    this.context = context;
    this.directory = directory;
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
    return exclusively(() -> {
      if (running().isPresent()) {
        return false;
      }
      announce.run();
      forget();
      awaitReady(host(request));
      return true;
    });
  }

  /** Stops the stack, also one that was left behind in parts; false when none was up. */
  public boolean stop() {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    return exclusively(() -> {
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
    stack
        .processes()
        .getFirst()
        .handle()
        .ifPresent(host -> {
          host.destroy();
          if (!ended(host)) {
            host.destroyForcibly();
          }
        });
  }

  private static boolean ended(ProcessHandle host) {
    try {
      host.onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      // It hangs; the caller uses force, and what it held together ends with it.
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("Cannot wait for process " + host.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for process " + host.pid(), e);
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

  private boolean exclusively(java.util.function.BooleanSupplier work) {
    Path file = directory.resolve("lock");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      return lock.isValid() && work.getAsBoolean();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + file, e);
    }
  }
}
