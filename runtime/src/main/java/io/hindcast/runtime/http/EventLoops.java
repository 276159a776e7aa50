package io.hindcast.runtime.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.TimeUnit;

/** The threads that move bytes for a service's HTTP servers. Closed after the servers. */
public final class EventLoops implements AutoCloseable {
  private static final int THREADS = 2;

  private final Vertx vertx;

  private EventLoops(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Starts them; writes nothing to disk. */
  public static EventLoops start() {
    FileSystemOptions noCache =
        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    return new EventLoops(
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(THREADS)
                .setFileSystemOptions(noCache)
                .setUseDaemonThread(true)));
  }

  Vertx vertx() {
    return vertx;
  }

  @Override
  public void close() {
    Futures.await("Closing the event loops", vertx.close(), 10, TimeUnit.SECONDS);
  }
}
