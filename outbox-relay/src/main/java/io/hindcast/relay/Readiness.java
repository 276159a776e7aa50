package io.hindcast.relay;

import io.hindcast.control.database.Database;
import io.hindcast.core.error.HindcastException;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.SubscriptionHealth;
import io.hindcast.relay.outbox.OutboxRelay;
import io.hindcast.relay.swap.SwapRunner;
import io.hindcast.runtime.health.HealthChecks;
import io.hindcast.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;

/** What the relay needs in order to work. */
record Readiness(
    Database database, OutboxRelay outbox, SwapRunner swaps, MessageBus bus, Warehouse warehouse) {

  HealthChecks checks() {
    HealthChecks checks = new HealthChecks();
    checks.ready("postgresql", database::problem);
    checks.ready("outbox", outbox::problem);
    checks.ready("swaps", swaps::problem);
    checks.ready("messages", this::messages);
    checks.ready("warehouse", this::warehouseProblem);
    return checks;
  }

  private Optional<String> warehouseProblem() {
    try {
      warehouse.info();
      return Optional.empty();
    } catch (HindcastException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> messages() {
    List<String> problems =
        bus.health().stream().map(SubscriptionHealth::problems).flatMap(List::stream).toList();
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }
}
