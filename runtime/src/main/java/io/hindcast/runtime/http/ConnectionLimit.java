package io.hindcast.runtime.http;

import io.hindcast.runtime.config.HttpLimits;
import java.util.HashMap;
import java.util.Map;

/** Counts open connections, all and by origin. */
final class ConnectionLimit {
  private final HttpLimits.Connections max;
  private final Map<Origin, Integer> open = new HashMap<>();
  private int total;

  ConnectionLimit(HttpLimits.Connections max) {
    this.max = max;
  }

  /** Counts one more, or answers false when that is one too many. */
  synchronized boolean open(Origin origin) {
    int own = open.getOrDefault(origin, 0);
    if (total >= max.total() || own >= max.perAddress()) {
      return false;
    }
    open.put(origin, own + 1);
    total++;
    return true;
  }

  /** Takes one back that was counted. */
  synchronized void close(Origin origin) {
    open.computeIfPresent(origin, (key, own) -> own > 1 ? own - 1 : null);
    total--;
  }

  synchronized int total() {
    return total;
  }
}
