package io.hindcast.localstack.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Finds free TCP ports on the loopback interface. They are below the ranges that systems take
 * outgoing connections' ports from, so that a server that was killed finds its port free when it
 * comes back.
 */
final class Ports {
  private static final int FIRST = 15_000;
  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 1_000;

  /** Ports handed out by this JVM, whose servers may not listen yet. */
  private static final Set<Integer> PICKED = ConcurrentHashMap.newKeySet();

  private Ports() {}

  static int pick() {
    RandomGenerator random = RandomGenerator.getDefault();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = random.nextInt(FIRST, LAST);
      if (isFree(port) && PICKED.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "No free port between %d and %d after %d attempts".formatted(FIRST, LAST, ATTEMPTS));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      // Taken, or not allowed: either way not ours to use.
      return false;
    }
  }
}
