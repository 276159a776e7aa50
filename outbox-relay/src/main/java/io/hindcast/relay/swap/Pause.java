package io.hindcast.relay.swap;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
interface Pause {

  /**
   * Waits that long.
   *
   * @throws StoppedException when the relay stops meanwhile
   */
  void take(Duration time);
}
