package io.hindcast.validator.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.check.CheckOutcome;
import io.hindcast.core.check.CheckResult;
import io.hindcast.core.check.InMemoryValidationStore;
import io.hindcast.core.check.Judgement;
import io.hindcast.core.check.JudgementOutcome;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.messaging.Position;
import io.hindcast.schemas.FenceEntry;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.ValidationTask;
import io.hindcast.schemas.Verdict;
import io.hindcast.schemas.VerdictOutcome;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import io.hindcast.specyaml.YamlSpecReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ValidationHandlerTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID BACKFILL = new UUID(7, 7);
  private static final Judgement STALE =
      new Judgement(
          JudgementOutcome.STALE,
          List.of(new CheckResult("c", CheckOutcome.FAILED, "e", "a", "m", List.of("p"))),
          List.of(new PartitionPin("p", 1, "c", "h", 2, "d")),
          List.of("t1"),
          null);
  private static final String SPEC =
      """
      apiVersion: hindcast/v1
      kind: Backfill
      metadata: {name: n, owner: o}
      spec:
        target: {table: d.t, key: [day]}
        source: {tables: [d.s]}
        transform:
          version: 1.0.0
          grain: 1d
          sql: SELECT toDate(at) AS day FROM d.s WHERE at >= {from:DateTime64(6)} AND at < {to:DateTime64(6)}
        range: {from: 2001-01-01, to: 2001-01-07}
      """;

  private final InMemoryValidationStore store = new InMemoryValidationStore();
  private final List<ValidationOrder> judged = new ArrayList<>();
  private final ValidationHandler handler =
      new ValidationHandler(
          new YamlSpecReader(),
          (spec, order) -> {
            judged.add(order);
            return STALE;
          },
          store,
          () -> NOW);

  @Test
  void tellsTheWholeJudgement() {
    handler.handle(request(UUID.randomUUID().toString(), SPEC));

    OutboxMessage message = store.published().getFirst();
    Verdict verdict = verdict(message);
    assertThat(message.topic()).isEqualTo("hindcast.verdicts");
    assertThat(message.key()).isEqualTo(BACKFILL.toString());
    assertThat(message.traceparent()).isEqualTo(TRACE);
    assertThat(verdict.getMeta().getEventId()).isEqualTo(message.id());
    assertThat(verdict.getMeta().getOccurredAt()).isEqualTo(NOW);
    assertThat(verdict.getOutcome()).isEqualTo(VerdictOutcome.STALE);
    assertThat(verdict.getWave()).isEqualTo(2);
    assertThat(verdict.getGeneration()).isEqualTo(3);
    assertThat(verdict.getStaleTasks()).containsExactly("t1");
    assertThat(verdict.getChecks().getFirst().getMessage()).isEqualTo("m");
    assertThat(verdict.getPins().getFirst().getLiveRows()).isEqualTo(2);
    assertThat(verdict.getError()).isNull();
  }

  @Test
  void readsTheWholeRequest() {
    handler.handle(request(UUID.randomUUID().toString(), SPEC));

    ValidationOrder order = judged.getFirst();
    assertThat(order.backfillId()).isEqualTo(BACKFILL);
    assertThat(order.target()).hasToString("d.t");
    assertThat(order.shadow()).hasToString("h.s");
    assertThat(order.tasks().getFirst().range().from()).isEqualTo("2001-01-02T00:00:00Z");
    assertThat(order.tasks().getFirst().reach().from()).isEqualTo("2001-01-01T00:00:00Z");
    assertThat(order.tasks().getFirst().fence().entries().getFirst().maxBlock()).isEqualTo(9);
  }

  @Test
  void publishesTheSameVerdictAgainWithoutJudging() {
    Delivery<ValidationRequest> request = request(UUID.randomUUID().toString(), SPEC);
    handler.handle(request);
    handler.handle(request);

    assertThat(judged).hasSize(1);
    assertThat(store.published()).hasSize(2).containsOnly(store.published().getFirst());
  }

  @Test
  void answersASpecThatCannotBeRead() {
    handler.handle(request(UUID.randomUUID().toString(), "kind: Nothing"));

    Verdict verdict = verdict(store.published().getFirst());
    assertThat(verdict.getOutcome()).isEqualTo(VerdictOutcome.FAILED);
    assertThat(verdict.getError()).startsWith("SPEC_INVALID: ");
    assertThat(judged).isEmpty();
  }

  @Test
  void refusesARequestThatMakesNoSense() {
    assertThatThrownBy(() -> handler.handle(request("not-a-uuid", SPEC)))
        .isInstanceOf(PoisonMessageException.class)
        .hasMessageContaining("not-a-uuid");
  }

  @Test
  void publishesNothingWhileTheWarehouseIsAway() {
    ValidationHandler waiting =
        new ValidationHandler(
            new YamlSpecReader(),
            (spec, order) -> {
              throw new HindcastException(ErrorCode.WAREHOUSE_UNAVAILABLE, "away");
            },
            store,
            () -> NOW);

    assertThatThrownBy(() -> waiting.handle(request(UUID.randomUUID().toString(), SPEC)))
        .isInstanceOf(HindcastException.class);
    assertThat(store.published()).isEmpty();
  }

  private static Verdict verdict(OutboxMessage message) {
    return MessageCodec.standard().decode(Verdict.class, message.payload());
  }

  private static Delivery<ValidationRequest> request(String validationId, String spec) {
    return new Delivery<>(
        message(validationId, spec),
        BACKFILL.toString(),
        new Position("hindcast.validations", 0, 0),
        NOW,
        Map.of());
  }

  private static ValidationRequest message(String validationId, String spec) {
    return ValidationRequest.newBuilder()
        .setMeta(
            MessageMeta.stamp(ValidationRequest.class, UUID.randomUUID(), BACKFILL, NOW, TRACE))
        .setValidationId(validationId)
        .setSpecYaml(spec)
        .setWave(2)
        .setGeneration(3)
        .setTargetTable(new TableRef("d", "t", ""))
        .setShadowTable(new TableRef("h", "s", ""))
        .setTasks(List.of(task()))
        .build();
  }

  private static ValidationTask task() {
    return ValidationTask.newBuilder()
        .setTaskId("t1")
        .setFromTime(Instant.parse("2001-01-02T00:00:00Z"))
        .setToTime(Instant.parse("2001-01-03T00:00:00Z"))
        .setSourceFrom(Instant.parse("2001-01-01T00:00:00Z"))
        .setSourceTo(Instant.parse("2001-01-03T00:00:00Z"))
        .setPartitions(List.of("p"))
        .setFence(
            List.of(
                new FenceEntry(new TableRef("d", "s", ""), "200101", 9L, 0L, 5L, "", null, null)))
        .build();
  }
}
