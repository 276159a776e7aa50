package io.hindcast.relay.outbox;

import java.util.Optional;

/** What the reading of the outbox is doing. */
sealed interface OutboxStatus {

  /** Something has to be there first. */
  record Waiting(String reason) implements OutboxStatus {}

  /** Another relay reads; this one takes over when that ends. */
  record Standby() implements OutboxStatus {}

  /** On the way to the slot. */
  record Connecting() implements OutboxStatus {}

  /** Rows flow. */
  record Reading() implements OutboxStatus {}

  /** It broke off and is about to be tried again. */
  record Broken(String reason) implements OutboxStatus {}

  /** What keeps rows from flowing, unless another relay sees to it. */
  default Optional<String> problem() {
    return switch (this) {
      case Waiting waiting -> Optional.of(waiting.reason());
      case Standby ignored -> Optional.empty();
      case Connecting ignored -> Optional.of("Connecting to the replication slot");
      case Reading ignored -> Optional.empty();
      case Broken broken -> Optional.of("Reading broke off: " + broken.reason());
    };
  }
}
