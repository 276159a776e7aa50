package io.hindcast.planner.simulation;

import io.hindcast.core.outbox.Letter;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.outbox.Sender;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.FailureKind;
import io.hindcast.messaging.Genuine;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.messaging.Position;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Topics as lanes of one key each. Within a lane the order holds; lanes overtake each other.
 * Whoever dies takes up its lane again a little earlier than where it was.
 */
final class ModelBus {
  private static final Set<String> OF_THE_PLANNER =
      Set.of(
          Topics.REQUESTS.name(),
          Topics.CONTROLS.name(),
          Topics.TASK_EVENTS.name(),
          Topics.VERDICTS.name(),
          Topics.SWAP_EVENTS.name(),
          Topics.DEAD_LETTERS.name());
  private static final int REPEATED_MAX = 3;

  private final Life life;
  private final Chance chance;
  private final Map<Address, Lane> lanes = new LinkedHashMap<>();
  private final Set<Letter> genuine = new HashSet<>();
  private final Forger forger;
  private int published;

  ModelBus(Life life) {
    this.life = life;
    this.chance = life.chance;
    this.forger = new Forger(chance);
  }

  /** What services look up before they believe a message. */
  Genuine genuine() {
    return life.plant.genuine(new Genuine((sender, letter) -> genuine.contains(letter)));
  }

  private record Address(String topic, String key) {}

  private static final class Lane {
    final Address address;
    final List<SpecificRecord> log = new ArrayList<>();
    int position;
    boolean busy;

    Lane(Address address) {
      this.address = address;
    }

    boolean isReady() {
      return !busy && position < log.size();
    }

    boolean isOfThePlanner() {
      return OF_THE_PLANNER.contains(address.topic());
    }
  }

  /** Somebody publishes directly. */
  <T extends SpecificRecord> void publish(Topic<T> topic, String key, T message) {
    note(topic.name(), key, message);
    add(topic.name(), key, message);
    if (chance.strikes()) {
      add(topic.name(), key, message);
    }
  }

  private void note(String topic, String key, SpecificRecord message) {
    genuine.add(
        Letter.of(
            MessageMeta.of(message).getEventId(),
            topic,
            key,
            MessageCodec.standard().encode(message)));
  }

  private void add(String topic, String key, SpecificRecord message) {
    lane(topic, key).log.add(message);
  }

  private Lane lane(String topic, String key) {
    return lanes.computeIfAbsent(new Address(topic, key), Lane::new);
  }

  /** Somebody publishes in the name of a service, or what it said once more. */
  void forge() {
    List<Lane> spoken =
        lanes.values().stream()
            .filter(lane -> Forger.internal(lane.address.topic()) && !lane.log.isEmpty())
            .toList();
    if (!spoken.isEmpty()) {
      Lane lane = chance.pick(spoken);
      SpecificRecord said = chance.pick(lane.log);
      SpecificRecord message = chance.oneOf(4) ? said : forger.forge(said, lane.log, life.sent);
      life.trace.note(() -> "forged " + Texts.of(message));
      lane.log.add(message);
    }
  }

  /** The relay publishes what is in the outbox; some of it again after it has died. */
  void relay() {
    if (chance.strikes()) {
      published = Math.max(0, published - 1 - chance.below(REPEATED_MAX));
    }
    int open = life.sent.size() - published;
    if (open > 0) {
      int count = 1 + chance.below(open);
      for (OutboxMessage message : life.store.sent(published).subList(0, count)) {
        note(message.topic(), message.key(), life.sent.get(published));
        add(message.topic(), message.key(), life.sent.get(published));
        published++;
      }
    }
  }

  static SpecificRecord decode(OutboxMessage message) {
    Class<? extends SpecificRecord> type = Topics.named(message.topic()).orElseThrow().type();
    return MessageCodec.standard().decode(type, message.payload());
  }

  /** One message of one lane is handled. */
  void deliver() {
    List<Lane> ready = lanes.values().stream().filter(Lane::isReady).toList();
    if (!ready.isEmpty()) {
      Lane lane = chance.pick(ready);
      if (lane.isOfThePlanner()) {
        if (!life.planner().isDead()) {
          handle(lane);
        }
      } else {
        take(lane, lane.log.get(lane.position++));
      }
    }
  }

  /** Validator, relay and workers look first, as the planner does. */
  private void take(Lane lane, SpecificRecord message) {
    if (!genuine().is(Sender.PLANNER, delivery(lane, message))) {
      life.trace.note(() -> "put aside: not sent by the planner: " + Texts.of(message));
    } else if (message instanceof io.hindcast.schemas.Task task) {
      life.workers.offer(task);
    } else {
      life.others.take(message);
    }
  }

  private void handle(Lane lane) {
    SpecificRecord message = lane.log.get(lane.position);
    life.trace.note(() -> "deliver %s: %s".formatted(lane.address.topic(), Texts.of(message)));
    lane.busy = true;
    try {
      life.planner().deliver(delivery(lane, message));
      lane.position++;
    } catch (PoisonMessageException e) {
      lane.position++;
      life.trace.note(() -> "put aside: " + e.getMessage());
    } catch (Exception e) {
      if (FailureKind.of(e) != FailureKind.INFRASTRUCTURE) {
        throw new AssertionError("A handler met a defect: " + e, e);
      }
    } finally {
      lane.busy = false;
    }
  }

  private static <T extends SpecificRecord> Delivery<T> delivery(Lane lane, T message) {
    return new Delivery<>(
        message,
        lane.address.key(),
        new Position(lane.address.topic(), 0, lane.position),
        Instant.EPOCH,
        Map.of());
  }

  /** The planner takes up its lanes again. */
  void rewind() {
    for (Lane lane : lanes.values()) {
      if (lane.isOfThePlanner()) {
        lane.position = Math.max(0, lane.position - chance.below(REPEATED_MAX + 1));
      }
    }
  }

  boolean isQuiet() {
    return published == life.store.sent()
        && lanes.values().stream().noneMatch(lane -> lane.position < lane.log.size());
  }
}
