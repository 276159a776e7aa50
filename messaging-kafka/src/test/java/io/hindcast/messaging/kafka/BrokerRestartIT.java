package io.hindcast.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.localstack.kafka.KafkaOptions;
import io.hindcast.localstack.kafka.LocalKafka;
import io.hindcast.messaging.Subscription;
import io.hindcast.messaging.Topics;
import io.hindcast.messaging.WorkOutcome;
import io.hindcast.schemas.Control;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerRestartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BlockingQueue<String> controls = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> tasks = new LinkedBlockingQueue<>();

  @Test
  void subscriptionsSurviveTheBrokersDeath(@TempDir Path directory) throws Exception {
    try (LocalKafka kafka = LocalKafka.start(KafkaOptions.in(directory))) {
      KafkaSettings settings = settings(kafka);
      new TopicAdmin(settings).ensure(List.of(Topics.CONTROLS, Topics.TASKS, Topics.DEAD_LETTERS));
      try (KafkaMessageBus bus = KafkaMessageBus.open(settings)) {
        check(kafka, bus);
      }
    }
  }

  private void check(LocalKafka kafka, KafkaMessageBus bus) throws Exception {
    Subscription ordered =
        bus.subscribe(
            Topics.CONTROLS, "g", delivery -> controls.add(delivery.message().getReason()));
    Subscription work =
        bus.consumeWork(
            Topics.TASKS,
            "w",
            1,
            item -> {
              tasks.add(item.message().getTaskId());
              return WorkOutcome.accept();
            });
    publish(bus, "before");
    assertThat(TestBroker.next(controls)).isEqualTo("before");
    assertThat(TestBroker.next(tasks)).isEqualTo("before");
    kafka.kill();
    await().atMost(PATIENCE).until(() -> !ordered.health().healthy() && !work.health().healthy());
    kafka.restart();
    publish(bus, "after");
    await().atMost(PATIENCE).until(() -> controls.contains("after") && tasks.contains("after"));
    await().atMost(PATIENCE).until(() -> ordered.health().healthy() && work.health().healthy());
  }

  private static void publish(KafkaMessageBus bus, String text) {
    Control control = TestBroker.control(text);
    bus.publisher().publish(Topics.CONTROLS, "k", control);
    bus.publisher().publish(Topics.TASKS, "k", TestTasks.task(text));
  }

  private static KafkaSettings settings(LocalKafka kafka) {
    return KafkaSettings.of(kafka.bootstrap(), "test").withTiming(TestBroker.settings().timing());
  }
}
