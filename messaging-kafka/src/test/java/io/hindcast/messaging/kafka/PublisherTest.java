package io.hindcast.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.messaging.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final KafkaSettings.Timing SHORT =
      new KafkaSettings.Timing(
          Duration.ofMillis(600), Duration.ofSeconds(6), Duration.ofSeconds(30));

  @Test
  void brokerThatDoesNotAnswerIsReportedInTime() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        KafkaMessageBus bus = bus("127.0.0.1:" + silent.getLocalPort())) {
      long start = System.nanoTime();
      assertThatThrownBy(
              () -> bus.publisher().publish(Topics.CONTROLS, "k", TestBroker.control("hello")))
          .isInstanceOfSatisfying(
              HindcastException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGING_UNAVAILABLE))
          .hasMessageContaining("hindcast.controls was not acknowledged within PT0.6S")
          .hasMessageEndingWith("It may still arrive.");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void unresolvableBrokerIsNamed() {
    assertThatThrownBy(() -> bus("no-such-host.invalid:9092"))
        .isInstanceOf(HindcastException.class)
        .hasMessageContaining("Kafka at no-such-host.invalid:9092 cannot be used");
  }

  @Test
  void wrongClientPropertyIsNamed() {
    KafkaSettings settings =
        KafkaSettings.of("127.0.0.1:9", "test")
            .withClientProperties(Map.of("security.protocol", "NONSENSE"));
    assertThatThrownBy(() -> KafkaMessageBus.open(settings))
        .isInstanceOf(HindcastException.class)
        .hasMessageContaining("security.protocol");
  }

  private static KafkaMessageBus bus(String bootstrap) {
    return KafkaMessageBus.open(KafkaSettings.of(bootstrap, "test").withTiming(SHORT));
  }
}
