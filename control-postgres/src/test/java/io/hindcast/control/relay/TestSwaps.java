package io.hindcast.control.relay;

import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.Provenance;
import io.hindcast.core.swap.SwapPin;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

final class TestSwaps {
  private TestSwaps() {}

  static SwapPlan plan(UUID id, TableName target) {
    return new SwapPlan(
        id,
        target,
        new TableName("hindcast", "bf_0123456789ab_g0_shadow"),
        Strategy.EXCHANGE,
        List.of(new SwapPin("a", 10, "00000000000000aa", "parts")),
        new Provenance(new UUID(7, 7), "fix", "2.0.0", 0, Duration.ofDays(7)));
  }
}
