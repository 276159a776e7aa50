package io.hindcast.worker;

import io.hindcast.control.database.Database;
import io.hindcast.core.error.HindcastException;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.SubscriptionHealth;
import io.hindcast.runtime.health.HealthChecks;
import io.hindcast.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;

/** What the worker cannot work without. */
final class Readiness {
  private Readiness() {}

  static HealthChecks of(Database database, Warehouse warehouse, MessageBus bus) {
    HealthChecks health = new HealthChecks();
    health.ready("postgresql", database::problem);
    health.ready("messages", () -> problem(bus));
    health.ready("warehouse", () -> problem(warehouse));
    return health;
  }

  private static Optional<String> problem(Warehouse warehouse) {
    try {
      warehouse.info();
      return Optional.empty();
    } catch (HindcastException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> problem(MessageBus bus) {
    List<SubscriptionHealth> down = bus.health().stream().filter(h -> !h.healthy()).toList();
    return down.isEmpty() ? Optional.empty() : Optional.of(down.toString());
  }
}
