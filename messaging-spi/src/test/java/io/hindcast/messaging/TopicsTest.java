package io.hindcast.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hindcast.schemas.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void topicsAreFoundByName() {
    assertThat(Topics.named("hindcast.tasks")).contains(Topics.TASKS);
    assertThat(Topics.named("tasks")).isEmpty();
  }

  @Test
  void shortNameIsTheOutboxAggregate() {
    assertThat(Topics.TASK_EVENTS.shortName()).isEqualTo("task-events");
  }

  @Test
  void nameOutsideTheNamespaceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Topic<>("tasks", Task.class, TopicKey.BACKFILL_ID, 1, Duration.ofDays(1)))
        .withMessageContaining("'tasks'");
  }

  @Test
  void topicWithoutPartitionsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Topic<>("hindcast.tasks", Task.class, TopicKey.BACKFILL_ID, 0, Duration.ofDays(1)))
        .withMessageContaining("has 0 and PT24H");
  }
}
