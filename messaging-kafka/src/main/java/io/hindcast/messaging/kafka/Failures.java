package io.hindcast.messaging.kafka;

import io.hindcast.messaging.Position;
import io.hindcast.schemas.DeliveryFailure;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this process saw failing, by message, for the dead letter that it may become. */
final class Failures {
  private static final int MESSAGES_MAX = 1_000;

  private final Map<Position, List<DeliveryFailure>> byPosition = new LinkedHashMap<>();

  synchronized void add(Position position, DeliveryFailure failure) {
    byPosition.computeIfAbsent(position, missing -> new ArrayList<>()).add(failure);
    if (byPosition.size() > MESSAGES_MAX) {
      byPosition.remove(byPosition.keySet().iterator().next());
    }
  }

  synchronized List<DeliveryFailure> of(Position position) {
    return List.copyOf(byPosition.getOrDefault(position, List.of()));
  }

  synchronized void forget(Position position) {
    byPosition.remove(position);
  }

  static DeliveryFailure record(int delivery, Reason reason, Clock clock) {
    return DeliveryFailure.newBuilder()
        .setDelivery(delivery)
        .setFailedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
        .setCode(reason.code())
        .setMessage(reason.message())
        .build();
  }
}
