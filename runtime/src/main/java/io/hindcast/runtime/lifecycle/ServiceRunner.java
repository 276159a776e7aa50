package io.hindcast.runtime.lifecycle;

import io.hindcast.core.error.HindcastException;
import io.hindcast.runtime.config.Configuration;
import io.hindcast.runtime.config.ConfigurationException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a service's process: read the configuration, start the parts, wait for SIGTERM, stop
 * the parts in reverse. Exit codes: 78 for a wrong configuration, 1 for a failed start, 70 for a
 * fatal error later; a stop by signal exits as the JVM does (143).
 */
public final class ServiceRunner {
  static final int EXIT_START = 1;
  static final int EXIT_FATAL = 70;
  static final int EXIT_CONFIGURATION = 78;

  private static final Logger LOG = LoggerFactory.getLogger(ServiceRunner.class);

  private final String service;
  private final AtomicInteger exitCode = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Lifecycle lifecycle = new Lifecycle(this::fatal);

  private ServiceRunner(String service) {
    this.service = service;
  }

  /**
   * Runs a service until it is stopped; does not return before that.
   *
   * @param read turns the process's configuration into the service's own; all reads happen here
   * @param start starts the parts
   */
  public static <C> void run(
      String service, Function<Configuration, C> read, ServiceStart<C> start) {
    new ServiceRunner(service).run(read, start);
  }

  private <C> void run(Function<Configuration, C> read, ServiceStart<C> start) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> fatal("Thread %s died".formatted(thread.getName()), error));
    try {
      Configuration configuration = Configuration.load();
      Duration stopMax = configuration.duration("service.stop-max", Duration.ofSeconds(25));
      C config = read.apply(configuration);
      configuration.finish();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopMax), service + "-stop"));
      start.start(config, lifecycle);
      LOG.info("{} is up", service);
      stopped.await();
    } catch (Exception e) { // The one place where a failed start becomes an exit code and a line.
      LOG.error("{} cannot start: {}", service, explanation(e), unexpected(e));
      exit(e instanceof ConfigurationException ? EXIT_CONFIGURATION : EXIT_START);
    }
  }

  /** Called from any thread, also from one that the stop will wait for: so it must not wait. */
  private void fatal(String what, Throwable cause) {
    LOG.error("{} ends: {}", service, what, cause);
    Thread.ofPlatform().daemon().name(service + "-exit").start(() -> exit(EXIT_FATAL));
  }

  private void exit(int code) {
    exitCode.compareAndSet(0, code);
    System.exit(code);
  }

  private void stop(Duration stopMax) {
    LOG.info("{} stops", service);
    Thread stopping = Thread.ofPlatform().daemon().start(lifecycle::close);
    try {
      if (stopping.join(stopMax)) {
        LOG.info("{} has stopped", service);
      } else {
        LOG.error("{} did not stop within {} s and is cut off", service, stopMax.toSeconds());
        Runtime.getRuntime().halt(exitCode.get() == 0 ? EXIT_FATAL : exitCode.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  private static String explanation(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** The stack trace, unless the message says all that a user needs. */
  private static @Nullable Exception unexpected(Exception e) {
    return e instanceof HindcastException || e instanceof ConfigurationException ? null : e;
  }
}
