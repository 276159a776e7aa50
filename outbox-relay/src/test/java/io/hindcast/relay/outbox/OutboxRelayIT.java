package io.hindcast.relay.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.localstack.process.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class OutboxRelayIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void publishesRowsOfAllServicesInOrderWithTheirHeaders() {
    try (OutboxFixture fixture = OutboxFixture.migrated();
        OutboxRelay relay = fixture.start()) {
      fixture.write(0, "a", texts(0, 50));
      fixture.write(1, "b", texts(0, 50));
      fixture.write(2, "c", texts(0, 50));

      awaitTexts(fixture, "a", texts(0, 50));
      awaitTexts(fixture, "b", texts(0, 50));
      awaitTexts(fixture, "c", texts(0, 50));
      assertThat(relay.problem()).isEmpty();
      ConsumerRecord<byte[], byte[]> record = fixture.topic().records().getFirst();
      Map<String, String> headers = TopicReader.headers(record);
      assertThat(headers).containsOnlyKeys("id", "eventType", "traceparent");
      assertThat(headers).containsEntry("eventType", "Test");
      assertThat(headers.get("id")).hasSize(36);
    }
  }

  @Test
  void publishesWhatWasWrittenBeforeTheSlotExisted() {
    try (OutboxFixture fixture = OutboxFixture.migrated()) {
      fixture.write(0, "early", texts(0, 20));
      try (OutboxRelay relay = fixture.start()) {
        awaitTexts(fixture, "early", texts(0, 20));
        fixture.write(0, "early", texts(20, 40));
        awaitTexts(fixture, "early", texts(0, 40));
        assertThat(relay.problem()).isEmpty();
      }
    }
  }

  @Test
  void waitsForServicesThatHaveNotMigratedYet() {
    try (OutboxFixture fixture = new OutboxFixture()) {
      fixture.migrate(0);
      fixture.migrate(2);
      try (OutboxRelay relay = fixture.start()) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(relay.problem().orElse("")).contains("No outbox table in schema"));
        fixture.migrate(1);
        fixture.write(1, "late", texts(0, 5));
        awaitTexts(fixture, "late", texts(0, 5));
      }
    }
  }

  @Test
  void goesOnAfterPostgresRestarts() {
    try (OutboxFixture fixture = OutboxFixture.migrated();
        OutboxRelay relay = fixture.start()) {
      fixture.write(0, "k", texts(0, 20));
      awaitTexts(fixture, "k", texts(0, 20));

      SharedServers.postgres().kill();
      SharedServers.postgres().restart();
      fixture.write(0, "k", texts(20, 40));

      awaitTexts(fixture, "k", texts(0, 40));
      await().atMost(PATIENCE).until(() -> relay.problem().isEmpty());
    }
  }

  @Test
  void aSecondRelayTakesOverWhenTheFirstStops() {
    try (OutboxFixture fixture = OutboxFixture.migrated()) {
      OutboxRelay first = fixture.start();
      fixture.write(0, "k", texts(0, 10));
      awaitTexts(fixture, "k", texts(0, 10));
      try (OutboxRelay second = fixture.start()) {
        await().atMost(PATIENCE).until(() -> second.problem().isEmpty());
        first.close();
        fixture.write(0, "k", texts(10, 20));
        awaitTexts(fixture, "k", texts(0, 20));
      }
    }
  }

  @Test
  void losesNothingWhenItIsKilled(@TempDir Path directory) {
    try (OutboxFixture fixture = OutboxFixture.migrated()) {
      List<String> all = texts(0, 400);
      Thread writer = Thread.ofVirtual().start(() -> fixture.write(0, "k", all));
      ChildProcess victim = child(fixture, directory, "first");
      await().atMost(PATIENCE).until(() -> fixture.topic().texts("k").size() > 50);
      victim.kill();

      ChildProcess heir = child(fixture, directory, "second");
      try {
        awaitTexts(fixture, "k", all);
        assertThat(writer.isAlive()).isFalse();
      } finally {
        heir.stop(Duration.ofSeconds(30));
      }
    }
  }

  private static ChildProcess child(OutboxFixture fixture, Path directory, String name) {
    LocalPostgres postgres = SharedServers.postgres();
    OutboxConfig config = fixture.config();
    return JavaProcess.builder(OutboxRelayProcess.class)
        .jvmArgs("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .args(postgres.jdbcUrl(), postgres.user(), SharedServers.kafka().bootstrap())
        .args(String.join(",", config.schemas()), config.slot(), config.publication())
        .args(config.offsetsTopic())
        .env("TEST_PASSWORD", postgres.password())
        .log(directory.resolve(name + ".log"))
        .start();
  }

  private static void awaitTexts(OutboxFixture fixture, String key, List<String> expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(fixture.topic().texts(key)).isEqualTo(expected));
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }
}
