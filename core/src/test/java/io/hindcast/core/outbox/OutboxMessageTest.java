package io.hindcast.core.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxMessageTest {
  private static final UUID ID = new UUID(1, 2);

  @Test
  void comparesThePayloadByContent() {
    assertThat(message("hindcast.tasks", "k", 1)).isEqualTo(message("hindcast.tasks", "k", 1));
    assertThat(message("hindcast.tasks", "k", 1)).isNotEqualTo(message("hindcast.tasks", "k", 2));
    assertThat(message("hindcast.tasks", "k", 1))
        .hasSameHashCodeAs(message("hindcast.tasks", "k", 1));
  }

  @Test
  void refusesWhatCannotBeRouted() {
    assertThatThrownBy(() -> message("tasks", "k", 1)).hasMessageContaining("The topic is 'tasks'");
    assertThatThrownBy(() -> message("hindcast.", "k", 1)).hasMessageContaining("hindcast.");
    assertThatThrownBy(() -> message("hindcast.tasks", "", 1)).hasMessageContaining("key");
  }

  @Test
  void hidesThePayloadInItsTextForm() {
    assertThat(message("hindcast.tasks", "k", 1)).asString().contains("1 bytes");
  }

  private static OutboxMessage message(String topic, String key, int content) {
    return new OutboxMessage(ID, topic, key, "Task", new byte[] {(byte) content}, null);
  }
}
