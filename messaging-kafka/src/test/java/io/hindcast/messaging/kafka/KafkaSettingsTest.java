package io.hindcast.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
  private static final KafkaSettings DEFAULTS = KafkaSettings.of("broker:9092", "planner");

  @Test
  void valuesOfClientPropertiesAreNotPrinted() {
    KafkaSettings secured =
        DEFAULTS.withClientProperties(
            Map.of("sasl.jaas.config", "password='s3cret'", "security.protocol", "SASL_SSL"));
    assertThat(secured.toString())
        .contains("sasl.jaas.config", "security.protocol", "broker:9092")
        .doesNotContain("s3cret", "SASL_SSL");
  }

  @Test
  void clientPropertiesReachEveryClient() {
    var properties =
        new ClientProperties(DEFAULTS.withClientProperties(Map.of("security.protocol", "SSL")));
    assertThat(properties.producer()).containsEntry("security.protocol", "SSL");
    assertThat(properties.consumer("g")).containsEntry("security.protocol", "SSL");
    assertThat(properties.shareConsumer("g", 1)).containsEntry("security.protocol", "SSL");
    assertThat(properties.admin()).containsEntry("security.protocol", "SSL");
  }

  @Test
  void whatDeliveryDependsOnCannotBeChanged() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withClientProperties(Map.of("acks", "0")))
        .withMessage("Kafka client properties [acks] are set by Hindcast itself; remove them.");
  }

  @Test
  void deliveriesAreBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new KafkaSettings("b:1", "c", Map.of(), DEFAULTS.timing(), DEFAULTS.retry(), 10))
        .withMessageContaining("1 to 9 times");
  }

  @Test
  void producerWaitsForAllReplicasAndNeverDoubles() {
    assertThat(new ClientProperties(DEFAULTS).producer())
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("delivery.timeout.ms", 15_000)
        .containsEntry("client.id", "planner-publisher");
  }

  @Test
  void consumersCommitThemselvesAndStartAtTheOldest() {
    assertThat(new ClientProperties(DEFAULTS).consumer("hindcast.planner"))
        .containsEntry("enable.auto.commit", false)
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("group.id", "hindcast.planner")
        .containsEntry("session.timeout.ms", 10_000)
        .containsEntry("heartbeat.interval.ms", 2_500);
  }

  @Test
  void slotsTakeOneRecordAndAcknowledgeExplicitly() {
    assertThat(new ClientProperties(DEFAULTS).shareConsumer("hindcast.workers", 2))
        .containsEntry("share.acknowledgement.mode", "explicit")
        .containsEntry("share.acquire.mode", "record_limit")
        .containsEntry("max.poll.records", 1)
        .containsEntry("client.id", "planner-hindcast.workers-2");
  }
}
