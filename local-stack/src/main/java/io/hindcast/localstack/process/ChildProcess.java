package io.hindcast.localstack.process;

import io.hindcast.localstack.prerequisite.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A running child process. A child whose lifetime is {@link Lifetime#WITH_PARENT} has a pipe as
 * standard input that ends when this JVM does, and is expected to stop then; {@link ChildMain}
 * makes any Java main do so. Children run in a session of their own where the system offers that,
 * so that Ctrl-C reaches the parent alone and the parent decides on the order of stopping.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Process process;
  private final Path log;
  private final Lifetime lifetime;

  private ChildProcess(Process process, Path log, Lifetime lifetime) {
    this.process = process;
    this.log = log;
    this.lifetime = lifetime;
  }

  /** Starts the command; it may still fail right afterwards, which {@link #isAlive} shows. */
  public static ChildProcess start(ChildCommand command) {
    ProcessBuilder builder = new ProcessBuilder(inOwnSession(command));
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.directory(command.directory().toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
    if (command.lifetime() == Lifetime.DETACHED) {
      builder.redirectInput(Path.of("/dev/null").toFile());
    }
    try {
      Files.createDirectories(command.log().toAbsolutePath().getParent());
      return new ChildProcess(builder.start(), command.log(), command.lifetime());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + command.words().getFirst(), e);
    }
  }

  private static List<String> inOwnSession(ChildCommand command) {
    List<String> words = new ArrayList<>();
    Environment here = Environment.system();
    here.program("setsid")
        .or(() -> here.program("nohup").filter(p -> command.lifetime() == Lifetime.DETACHED))
        .ifPresent(program -> words.add(program.toString()));
    words.addAll(command.words());
    return words;
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return log;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** For {@link ProcessIdentity}. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Exit code when the child ends within the time, else empty. */
  public OptionalInt waitFor(Duration time) {
    try {
      boolean ended = process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
      return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for process " + pid(), e);
    }
  }

  /** SIGKILL to the child and all its descendants; returns when the child is gone. */
  public void kill() {
    ProcessTree.kill(process.toHandle());
    waitFor(GRACE);
  }

  /** SIGTERM; the exit code when the child ends within the time, else empty and it runs on. */
  public OptionalInt terminate(Duration time) {
    // Not Process.destroy: that ends the child's input too, which is another reason to stop.
    handle().destroy();
    return waitFor(time);
  }

  /**
   * Asks the child to stop (end of its standard input, or SIGTERM when it is detached), and kills
   * it when it has not ended within the time. True when it ended by itself.
   */
  public boolean stop(Duration time) {
    if (lifetime == Lifetime.DETACHED) {
      process.destroy();
    } else {
      closeInput();
    }
    if (waitFor(time).isPresent()) {
      return true;
    }
    kill();
    return false;
  }

  private void closeInput() {
    try (OutputStream input = process.getOutputStream()) {
      input.flush();
    } catch (IOException e) {
      // The child has closed its end, so it is about to stop or has stopped already.
      process.destroy();
    }
  }

  /** Stops the child within 30 s; a detached child lives on. */
  @Override
  public void close() {
    if (lifetime == Lifetime.WITH_PARENT) {
      stop(GRACE);
    }
  }
}
