package io.hindcast.relay.swap;

import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.server.LocalServer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What dies by SIGKILL in the middle of a swap, and is started again. */
enum Victim {
  RELAY,
  CLICKHOUSE,
  POSTGRES,
  KAFKA;

  private static final Map<Victim, CompletableFuture<Void>> RESTARTS = new EnumMap<>(Victim.class);

  /** It dies now, and is there again when others have found out. */
  void killAndRestart() {
    server().kill();
    synchronized (RESTARTS) {
      RESTARTS.put(this, CompletableFuture.runAsync(server()::restart));
    }
  }

  /** Returns when it runs again; throws when it does not. */
  void awaitRestart() {
    CompletableFuture<Void> restart;
    synchronized (RESTARTS) {
      restart = RESTARTS.getOrDefault(this, CompletableFuture.completedFuture(null));
    }
    restart.join();
  }

  private LocalServer server() {
    return switch (this) {
      case CLICKHOUSE -> SharedServers.clickhouse();
      case POSTGRES -> SharedServers.postgres();
      case KAFKA -> SharedServers.kafka();
      case RELAY -> throw new IllegalStateException("The relay is no server");
    };
  }
}
