package io.hindcast.localstack.server;

import java.nio.file.Path;

/** What all servers of the local stack have in common: control over their process. */
public abstract class LocalServer implements Server {
  private final Server server;

  protected LocalServer(Server server) {
    this.server = server;
  }

  @Override
  public final boolean isOurs() {
    return server.isOurs();
  }

  @Override
  public final boolean isRunning() {
    return server.isRunning();
  }

  @Override
  public final long pid() {
    return server.pid();
  }

  @Override
  public final void kill() {
    server.kill();
  }

  @Override
  public final void restart() {
    server.restart();
  }

  @Override
  public final void stop() {
    server.stop();
  }

  @Override
  public final Path log() {
    return server.log();
  }

  @Override
  public final void close() {
    server.close();
  }
}
