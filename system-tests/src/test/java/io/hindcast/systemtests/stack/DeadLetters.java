package io.hindcast.systemtests.stack;

import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** What consumers have put aside. */
public final class DeadLetters {
  private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

  private DeadLetters() {}

  static DeadLetters follow(MessageBus bus) {
    DeadLetters followed = new DeadLetters();
    bus.subscribe(
        Topics.DEAD_LETTERS,
        "system-tests-dead-letters",
        (Delivery<DeadLetter> delivery) -> followed.letters.add(delivery.message()));
    return followed;
  }

  /** Waits for the letter that a consumer of the topic made of these bytes. */
  public DeadLetter of(String topic, byte[] payload) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> find(topic, payload).isPresent());
    return find(topic, payload).orElseThrow();
  }

  private Optional<DeadLetter> find(String topic, byte[] payload) {
    return letters.stream()
        .filter(letter -> letter.getTopic().equals(topic))
        .filter(letter -> !letter.getService().startsWith("system-tests"))
        .filter(letter -> Arrays.equals(bytes(letter.getPayload()), payload))
        .findFirst();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
