package io.hindcast.messaging.kafka;

import io.hindcast.messaging.Subscription;
import io.hindcast.messaging.SubscriptionHealth;
import java.time.Duration;
import java.util.List;

/** The slots of one process in a share group. */
final class WorkSubscription implements Subscription {
  private final String name;
  private final HealthBoard health;
  private final StopSignal stop;
  private final List<ConsumerLoop> loops;

  WorkSubscription(String name, HealthBoard health, StopSignal stop, List<ConsumerLoop> loops) {
    this.name = name;
    this.health = health;
    this.stop = stop;
    this.loops = List.copyOf(loops);
  }

  void start() {
    loops.forEach(ConsumerLoop::start);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SubscriptionHealth health() {
    return health.health();
  }

  @Override
  public void close(Duration drain) {
    stop.give(drain);
    loops.forEach(ConsumerLoop::join);
    health.clear();
  }
}
