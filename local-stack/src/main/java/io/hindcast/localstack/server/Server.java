package io.hindcast.localstack.server;

import java.nio.file.Path;

/** Control over a server's process. */
public interface Server extends AutoCloseable {
  /** Whether its process was started by a local stack; a server given by the user is not ours. */
  boolean isOurs();

  /** Whether its process lives; of a server given by the user that is not known, and assumed. */
  boolean isRunning();

  /**
   * Process id of the server itself.
   *
   * @throws IllegalStateException when it does not run or is not ours
   */
  long pid();

  /**
   * SIGKILL to the whole server; returns when it is gone.
   *
   * @throws IllegalStateException when it is not ours
   */
  void kill();

  /**
   * Starts it on the same data and ports after {@link #kill} or {@link #stop}; returns when it is
   * ready.
   *
   * @throws IllegalStateException when it runs or is not ours
   * @throws io.hindcast.localstack.process.StartFailed when it does not become ready
   */
  void restart();

  /**
   * Stops it cleanly and returns when it is gone; nothing happens when it does not run or is not
   * ours.
   */
  void stop();

  /**
   * The server's log.
   *
   * @throws IllegalStateException when it is not ours
   */
  Path log();

  /** Stops it, unless it is detached or not ours. */
  @Override
  void close();
}
