package io.hindcast.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.outbox.StandIn;
import io.hindcast.core.check.JudgedTask;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.fence.FenceEntry;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.outbox.Sender;
import io.hindcast.core.table.TableName;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.messaging.Topics;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.ValidationTask;
import io.hindcast.schemas.Verdict;
import io.hindcast.schemas.VerdictOutcome;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole process, from a request on Kafka to the verdict in the outbox. */
@Timeout(240)
class ValidatorMainIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Routes routes = new Routes();
  private final KafkaMessageBus bus =
      KafkaMessageBus.open(KafkaSettings.of(SharedServers.kafka().bootstrap(), "test"));
  private final Database database = Database.open(settings());
  private final StandIn planner =
      StandIn.of(
          Sender.PLANNER,
          SharedServers.postgres().jdbcUrl(),
          SharedServers.postgres().user(),
          SharedServers.postgres().password());

  @TempDir
  @SuppressWarnings("NullAway.Init") // Set by JUnit.
  private Path directory;

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private ValidatorProcess validator;

  @BeforeEach
  void start() {
    validator = new ValidatorProcess(directory).awaitReady();
  }

  @AfterEach
  void stop() {
    validator.close();
    bus.close();
    database.close();
    planner.close();
    routes.close();
  }

  @Test
  void answersARequestOnce() {
    ValidationRequest request = request(routes.yaml(Routes.CHECKS));

    publish(request);
    Verdict verdict = awaitVerdict(request);
    publish(request);
    ValidationRequest later = request(routes.yaml(Routes.CHECKS));
    publish(later, request.getMeta().getBackfillId());
    awaitVerdict(later);

    assertThat(verdict.getOutcome()).isEqualTo(VerdictOutcome.PASSED);
    assertThat(verdict.getPins()).hasSize(6);
    assertThat(awaitVerdict(request)).isEqualTo(verdict);
  }

  @Test
  void goesOnAfterASpecThatCannotBeRead() {
    ValidationRequest broken = request("kind: Nothing");
    ValidationRequest good = request(routes.yaml(Routes.CHECKS));

    publish(broken);
    publish(good);

    assertThat(awaitVerdict(broken).getError()).startsWith("SPEC_INVALID");
    assertThat(awaitVerdict(good).getOutcome()).isEqualTo(VerdictOutcome.PASSED);
  }

  @Test
  void answersAfterItWasKilled() {
    validator.kill();
    ValidationRequest request = request(routes.yaml(Routes.CHECKS));
    publish(request);

    validator.startAgain();

    assertThat(awaitVerdict(request).getOutcome()).isEqualTo(VerdictOutcome.PASSED);
  }

  @Test
  void stopsOnSigterm() throws Exception {
    assertThat(validator.status("/health/live")).isEqualTo(200);
    assertThat(validator.status("/metrics")).isEqualTo(200);

    // 143 by the signal, 0 when the launcher sees the end of its input first.
    assertThat(validator.terminate().orElseThrow()).isIn(0, 143);
    assertThat(Files.readString(directory.resolve("validator.log"))).contains("has stopped");
  }

  private void publish(ValidationRequest request) {
    publish(request, request.getMeta().getBackfillId());
  }

  private void publish(ValidationRequest request, UUID key) {
    planner.say(
        new OutboxMessage(
            request.getMeta().getEventId(),
            Topics.VALIDATIONS.name(),
            key.toString(),
            "ValidationRequest",
            MessageCodec.standard().encode(request),
            null));
    bus.publisher().publish(Topics.VALIDATIONS, key.toString(), request);
  }

  private Verdict awaitVerdict(ValidationRequest request) {
    return await().atMost(PATIENCE).until(() -> verdicts(request), v -> v.size() == 1).getFirst();
  }

  private List<Verdict> verdicts(ValidationRequest request) {
    return database.readOnly(tx ->
        tx.query(
            """
            SELECT o.payload FROM outbox o JOIN validation v ON v.event_id = o.id
            WHERE v.id = ?::uuid AND o.aggregatetype = 'verdicts'
            """,
            row -> MessageCodec.standard().decode(Verdict.class, row.bytes("payload")),
            request.getValidationId()));
  }

  private ValidationRequest request(String specYaml) {
    ValidationOrder order = routes.order(0, 6);
    return ValidationRequest.newBuilder()
        .setMeta(
            MessageMeta.stamp(
                ValidationRequest.class,
                UUID.randomUUID(),
                order.backfillId(),
                Instant.now(),
                null))
        .setValidationId(order.validationId().toString())
        .setSpecYaml(specYaml)
        .setWave(0)
        .setGeneration(0)
        .setTargetTable(ref(order.target()))
        .setShadowTable(ref(order.shadow()))
        .setTasks(order.tasks().stream().map(ValidatorMainIT::task).toList())
        .build();
  }

  private static ValidationTask task(JudgedTask task) {
    return ValidationTask.newBuilder()
        .setTaskId(task.id())
        .setFromTime(task.range().from())
        .setToTime(task.range().to())
        .setSourceFrom(task.reach().from())
        .setSourceTo(task.reach().to())
        .setPartitions(task.partitionIds())
        .setFence(task.fence().entries().stream().map(ValidatorMainIT::fence).toList())
        .build();
  }

  private static io.hindcast.schemas.FenceEntry fence(FenceEntry entry) {
    return new io.hindcast.schemas.FenceEntry(
        ref(entry.table()),
        entry.partitionId(),
        entry.maxBlock(),
        entry.dataVersion(),
        entry.rows(),
        entry.storage(),
        null,
        null);
  }

  private static TableRef ref(TableName name) {
    return new TableRef(name.database(), name.table(), name.node());
  }

  private static DatabaseSettings settings() {
    LocalPostgres server = SharedServers.postgres();
    return new DatabaseSettings(
        server.jdbcUrl(), server.user(), server.password(), 2, ValidatorMain.SERVICE);
  }
}
