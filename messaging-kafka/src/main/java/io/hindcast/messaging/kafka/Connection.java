package io.hindcast.messaging.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/** Reports whether a client has a connection: a consumer whose brokers are away throws nothing. */
final class Connection {
  private static final String COUNT = "connection-count";

  private final String part;
  private final HealthBoard health;
  private @Nullable Metric count;

  Connection(String part, HealthBoard health) {
    this.part = part;
    this.health = health;
  }

  void check(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
    if (count == null) {
      count = find(metrics.get()).orElse(null);
    }
    if (count != null && count.metricValue() instanceof Double open && open < 1) {
      health.down(part, "no connection to Kafka");
    } else {
      health.up(part);
    }
  }

  private static Optional<Metric> find(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(COUNT))
        .<Metric>map(Map.Entry::getValue)
        .findFirst();
  }
}
