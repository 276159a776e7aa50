package io.hindcast.localstack.server;

import io.hindcast.localstack.process.ProcessIdentity;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * One server's directory: its data, its log, and {@code server.properties} (owner-readable only)
 * with what must be the same at the next start. Not for use by two threads at once.
 */
public final class ServerDirectory {
  private static final int SECRET_BYTES = 24;

  private final Path path;

  private ServerDirectory(Path path) {
    this.path = path;
  }

  /** The directory, created when absent. */
  public static ServerDirectory create(Path path) {
    return new ServerDirectory(PrivateFile.directory(path.toAbsolutePath().normalize()));
  }

  /** The directory, when it is there. */
  public static Optional<ServerDirectory> find(Path path) {
    return Files.isDirectory(path) ? Optional.of(create(path)) : Optional.empty();
  }

  public Path path() {
    return path;
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** A remembered value. */
  public Optional<String> value(String key) {
    return Optional.ofNullable(load().getProperty(key));
  }

  /** A value that was remembered before. */
  public String required(String key) {
    return value(key).orElseThrow(() -> new IllegalStateException("No '" + key + "' in " + file()));
  }

  /** Remembers values; an earlier value of the same key is replaced. */
  public void remember(Map<String, String> values) {
    Properties properties = load();
    properties.putAll(values);
    store(properties);
  }

  private void forget(String... keys) {
    Properties properties = load();
    for (String key : keys) {
      properties.remove(key);
    }
    store(properties);
  }

  /**
   * The remembered secret of that name, or a new random one of 192 bits, remembered from now on.
   */
  public String secret(String key) {
    return value(key)
        .orElseGet(() -> {
          byte[] random = new byte[SECRET_BYTES];
          new SecureRandom().nextBytes(random);
          String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
          remember(Map.of(key, secret));
          return secret;
        });
  }

  /** The port asked for; else the one of the last start when it is free; else a free one. */
  public int port(String key, int wanted) {
    int port =
        wanted != 0
            ? wanted
            : value(key).map(Integer::parseInt).filter(Ports::isFree).orElseGet(Ports::pick);
    remember(Map.of(key, Integer.toString(port)));
    return port;
  }

  /** Remembers which process serves this directory. */
  public void running(ProcessIdentity process) {
    remember(
        Map.of(
            "pid", Long.toString(process.pid()),
            "started", Long.toString(process.started().toEpochMilli())));
  }

  /** Remembers that no process serves this directory. */
  public void ended() {
    forget("pid", "started");
  }

  /** Forgets what a supervising script of an earlier start wrote. */
  void startsAnew() {
    try {
      Files.deleteIfExists(pidFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + pidFile(), e);
    }
  }

  /** Where a supervising script writes the process id of the server. */
  public Path pidFile() {
    return path.resolve("server.pid");
  }

  /** The process that a supervising script wrote down, when it runs. */
  Optional<ProcessHandle> supervised() {
    try {
      return Files.exists(pidFile())
          ? ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + pidFile(), e);
    }
  }

  /** The process that serves this directory, when it is alive and provably the same. */
  public Optional<ProcessHandle> process() {
    return value("pid")
        .map(Long::parseLong)
        .flatMap(pid -> value("started").map(Long::parseLong).map(at -> identity(pid, at)))
        .flatMap(process -> process.find(path.toString()));
  }

  private static ProcessIdentity identity(long pid, long startedMs) {
    return new ProcessIdentity(pid, Instant.ofEpochMilli(startedMs));
  }

  private Path file() {
    return path.resolve("server.properties");
  }

  private Properties load() {
    Properties properties = new Properties();
    try {
      if (Files.exists(file())) {
        properties.load(new StringReader(Files.readString(file())));
      }
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file(), e);
    }
  }

  private void store(Properties properties) {
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot render " + file(), e);
    }
    PrivateFile.write(file(), text.toString());
  }
}
