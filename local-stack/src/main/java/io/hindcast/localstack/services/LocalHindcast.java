package io.hindcast.localstack.services;

import io.hindcast.localstack.LocalStack;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.localstack.process.ProcessTree;
import io.hindcast.localstack.server.ServerDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The four services, each in a process of its own, on a local stack. Their settings, ports and the
 * API's token are kept in the directory, so a second start on the same directory and stack goes on
 * with what was there. The services must be on this JVM's class path. Thread-safe.
 */
public final class LocalHindcast implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalHindcast.class);

  private final Path directory;
  private final ServiceSettings settings;
  private final List<ServiceProcess> processes = new ArrayList<>();
  private int workers;

  private LocalHindcast(Path directory, ServiceSettings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  /**
   * Starts planner, validator, relay and so many workers, and returns when all are ready. When one
   * fails, the others are stopped before its exception is thrown.
   *
   * @param directory for their settings and logs, a folder for each process
   * @throws io.hindcast.localstack.process.StartFailed when a service does not become ready
   */
  public static LocalHindcast start(LocalStack stack, Path directory, int workers) {
    return start(stack, directory, workers, Map.of());
  }

  /**
   * As {@link #start(LocalStack, Path, int)}, with more nodes than the stack's ClickHouse.
   *
   * @param nodes further servers by name
   */
  public static LocalHindcast start(
      LocalStack stack, Path directory, int workers, Map<String, LocalClickHouse> nodes) {
    return start(stack, directory, workers, nodes, Map.of());
  }

  /**
   * As {@link #start(LocalStack, Path, int, Map)}, with settings that single services have for
   * themselves.
   *
   * @param own keys and values that win over those of the stack, by the service's name, such as
   *     {@code planner}
   */
  public static LocalHindcast start(
      LocalStack stack,
      Path directory,
      int workers,
      Map<String, LocalClickHouse> nodes,
      Map<String, Map<String, String>> own) {
    ServerDirectory place = ServerDirectory.create(directory);
    ServiceSettings settings =
        new ServiceSettings(
            stack, nodes, own, place.port("api-port", 0), place.secret("api-token"));
    LocalHindcast hindcast = new LocalHindcast(place.path(), settings);
    try {
      hindcast.startAll(workers);
      return hindcast;
    } catch (RuntimeException e) {
      hindcast.close();
      throw e;
    }
  }

  private void startAll(int wanted) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<ServiceProcess>> starts = new ArrayList<>();
      for (ServiceKind kind : ServiceKind.values()) {
        if (kind != ServiceKind.WORKER) {
          starts.add(CompletableFuture.supplyAsync(() -> start(kind, kind.label()), threads));
        }
      }
      for (int i = 0; i < wanted; i++) {
        starts.add(CompletableFuture.supplyAsync(this::addWorker, threads));
      }
      CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Kills whatever an earlier start on the directory left running. */
  public static void stop(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> places = Files.newDirectoryStream(directory, Files::isDirectory)) {
      for (Path place : places) {
        ServerDirectory.create(place).process().ifPresent(ProcessTree::kill);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for services in " + directory, e);
    }
  }

  /** Starts one more worker and returns when it is ready. */
  public ServiceProcess addWorker() {
    return start(ServiceKind.WORKER, nextWorker());
  }

  private synchronized String nextWorker() {
    workers++;
    return ServiceKind.WORKER.label() + "-" + workers;
  }

  private ServiceProcess start(ServiceKind kind, String name) {
    ServiceProcess process = ServiceProcess.start(kind, name, directory.resolve(name), settings);
    synchronized (this) {
      processes.add(process);
    }
    return process;
  }

  /** The planner's address. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + settings.apiPort());
  }

  /** What the planner wants as bearer token; a secret. */
  public String apiToken() {
    return settings.apiToken();
  }

  /**
   * The process of that name: {@code planner}, {@code validator}, {@code relay}, {@code worker-1}…
   *
   * @throws IllegalArgumentException when there is none
   */
  public ServiceProcess process(String name) {
    return processes().stream()
        .filter(process -> process.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No process is called " + name));
  }

  /** All processes that have been started, in the order in which they became ready. */
  public synchronized List<ServiceProcess> processes() {
    return List.copyOf(processes);
  }

  /** Stops all services at the same time; the stack runs on. */
  @Override
  public void close() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      processes().forEach(process -> threads.execute(() -> stop(process)));
    }
  }

  private static void stop(ServiceProcess process) {
    try {
      process.close();
    } catch (RuntimeException e) {
      // Whatever one process does, the others are to be stopped too.
      LOG.warn("Cannot stop {}", process.name(), e);
    }
  }
}
