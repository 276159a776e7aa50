package io.hindcast.localstack.server;

import java.nio.file.Path;

/**
 * A server that the user runs: it is used, never controlled.
 *
 * @param name what to call it, such as {@code Kafka at host:9092}
 */
public record ForeignServer(String name) implements Server {
  @Override
  public boolean isOurs() {
    return false;
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  @Override
  public long pid() {
    throw refusal();
  }

  @Override
  public void kill() {
    throw refusal();
  }

  @Override
  public void restart() {
    throw refusal();
  }

  @Override
  public void stop() {
    // It was running before us and goes on running.
  }

  @Override
  public Path log() {
    throw refusal();
  }

  @Override
  public void close() {
    stop();
  }

  private IllegalStateException refusal() {
    return new IllegalStateException(
        name + " was given by the user, so the local stack has no control over its process");
  }
}
